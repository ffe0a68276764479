"""Licences by their SPDX identifiers (https://spdx.org/licenses/) and the spellings lists use."""

import re

_IDENTIFIER_LIST = (
    "AFL-3.0 AGPL-3.0 Apache-2.0 Artistic-2.0 BSD-2-Clause BSD-3-Clause BSL-1.0 BUSL-1.1 CC-BY-3.0 CC-BY-4.0 "
    "CC-BY-NC-4.0 CC-BY-NC-ND-4.0 CC-BY-NC-SA-4.0 CC-BY-ND-4.0 CC-BY-SA-3.0 CC-BY-SA-4.0 CC0-1.0 CDLA-Permissive-2.0 "
    "ECL-2.0 EPL-1.0 EPL-2.0 EUPL-1.2 GPL-2.0 GPL-3.0 ISC LGPL-2.1 LGPL-3.0 MIT MPL-2.0 MS-PL MulanPSL-2.0 "
    "ODC-By-1.0 OpenRAIL OpenRAIL-M PostgreSQL Unlicense WTFPL Zlib"
)
_SPELLINGS = {
    "apache": "Apache-2.0",
    "apache2": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd3clause": "BSD-3-Clause",
    "bsd3": "BSD-3-Clause",
    "gpl2": "GPL-2.0",
    "gpl3": "GPL-3.0",
    "gplv2": "GPL-2.0",
    "gplv3": "GPL-3.0",
    "agpl3": "AGPL-3.0",
    "agplv3": "AGPL-3.0",
    "lgpl3": "LGPL-3.0",
    "lgplv3": "LGPL-3.0",
    "mpl2": "MPL-2.0",
    "cc0": "CC0-1.0",
}


def _fold(text: str) -> str:
    """Return letters and digits of a licence's name, without words such as ``licence`` and ``or later``."""
    words = re.split(r"[^a-z0-9.+]+", text.casefold())
    kept = [word for word in words if word not in {"license", "licence", "version", "the", "only", "or", "later", "v"}]
    return "".join(re.sub(r"^v(?=\d)", "", word).strip("+") for word in kept).replace(".", "")


_BY_FOLD = {_fold(name): name for name in _IDENTIFIER_LIST.split()} | _SPELLINGS


def read_licence(value: str) -> str | None:
    """Return the SPDX identifiers of the licences that ``value`` names, joined by commas; None when one is unknown."""
    names = [_BY_FOLD.get(_fold(part)) for part in re.split(r"[,/;、，]| and | or ", value)]
    return ",".join(name for name in names if name) if all(names) else None
