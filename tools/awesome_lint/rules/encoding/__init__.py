"""ENC: text whose bytes were lost, mixed up or hidden."""
