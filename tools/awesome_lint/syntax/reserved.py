"""First path segments that are pages of a site, not names of its users, and names that need no owner, as data."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARXIV_OLD_ARCHIVES = _words("""
    acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga
    funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph
    q-alg q-bio quant-ph solv-int supr-con
""")
"""Archives that had identifiers of the scheme used until March 2007."""

GITHUB_PAGES = _words("""
    about accelerator account advisories apps assets blog business careers codespaces collections contact copilot
    customer-stories customers dashboard enterprise enterprises events explore features git-guides github-copilot
    home images issues join login logout marketplace mobile new newsroom nonprofit notifications organizations orgs
    partners personal premium-support pricing pulls raw readme resources search security sessions session settings
    signup site solutions spark sponsors stars status team terms timeline topics trending user-attachments users
    watching why-github
""")

HF_PAGES = _words("""
    agents api avatars blog brand buckets changelog chat code-of-conduct collections contact content-guidelines
    contribute course datasets docs enterprise front hardware inference inference-api inference-endpoints
    inference-providers jobs join kernels languages learn login logout mcp metrics models new new-dataset new-space
    notifications oauth organizations papers playground posts pricing privacy search settings shop spaces storage
    subscribe support tasks terms-of-service transformers welcome
""")

HF_REPOSITORY_PAGES = _words("blob blame commit commits discussions edit raw resolve settings tree viewer")
"""Second segments that follow a legacy name without owner (``gpt2/tree/main``, ``datasets/squad/viewer``)."""

HF_OWNER_PAGES = _words("activity collections datasets models papers spaces")
"""Second segments that list what an owner has (``google/collections``)."""

HF_LEGACY_MODELS = _words("""
    albert-base-v1 albert-base-v2 albert-large-v1 albert-large-v2 albert-xlarge-v1 albert-xlarge-v2 albert-xxlarge-v1
    albert-xxlarge-v2 bert-base-cased bert-base-cased-finetuned-mrpc bert-base-chinese bert-base-german-cased
    bert-base-german-dbmdz-cased bert-base-german-dbmdz-uncased bert-base-multilingual-cased
    bert-base-multilingual-uncased bert-base-uncased bert-large-cased bert-large-cased-whole-word-masking
    bert-large-cased-whole-word-masking-finetuned-squad bert-large-uncased bert-large-uncased-whole-word-masking
    bert-large-uncased-whole-word-masking-finetuned-squad camembert-base ctrl distilbert-base-cased
    distilbert-base-cased-distilled-squad distilbert-base-german-cased distilbert-base-multilingual-cased
    distilbert-base-uncased distilbert-base-uncased-distilled-squad distilbert-base-uncased-finetuned-sst-2-english
    distilgpt2 distilroberta-base gpt2 gpt2-large gpt2-medium gpt2-xl openai-gpt roberta-base
    roberta-base-openai-detector roberta-large roberta-large-mnli roberta-large-openai-detector t5-11b t5-3b t5-base
    t5-large t5-small transfo-xl-wt103 xlm-mlm-en-2048 xlm-roberta-base xlm-roberta-large xlnet-base-cased
    xlnet-large-cased
""")
"""Models of the time before every model had an owner; any other single segment is an owner."""
