"""Articles of the sample that tests of commands name."""

from annotate.services.sample import corpora

SPANISH = corpora() / "diario-del-cabo" / "2026-01-15-la-biblioteca-flotante.txt"
