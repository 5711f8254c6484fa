"""Words in names of works that set variants apart, and words that only say what kind of thing it is."""

from typing import Final

SCALES: Final = frozenset(
    "tiny mini nano micro small medium large huge xl xxl xlarge big lite light flash turbo pro ultra max air".split()
)
LANGUAGES: Final = frozenset(
    "arabic chinese czech danish dutch english finnish french german greek hebrew hindi hungarian indonesian italian "
    "japanese korean norwegian polish portuguese romanian russian spanish swedish thai turkish ukrainian vietnamese "
    "multilingual bilingual zh en ja jp jpn ko kor de fr es it ar fi sv".split()
)
DOMAINS: Final = frozenset(
    "code coder coding math maths med medical medicine bio clinical law legal finance financial vision visual vl vlm "
    "audio speech voice video image ocr music tts asr agent tool guard reward rm embed moe mamba".split()
)
MAKINGS: Final = frozenset(
    "uncensored abliterated distill distilled pruned merge merged slerp lora qlora adapter finetune finetuned tuned "
    "aligned latest preview experimental alpha beta long extended edit inpainting refiner uni omni".split()
)
QUALIFIERS: Final = SCALES | LANGUAGES | DOMAINS | MAKINGS
SOFT_TYPE_WORDS: Final = frozenset({"lm", "llm", "nlg", "embedding", "embeddings"})
"""Words that one catalog writes and another leaves out."""
