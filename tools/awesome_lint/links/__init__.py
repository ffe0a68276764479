"""What is known about web addresses: sites that are gone, wrap or track, and the verifier that asks them."""
