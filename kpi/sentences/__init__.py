"""Plain sentences written by rules from the numbers; none says more than its numbers do."""

from kpi.sentences.answers import answer_sentence, breakdown_sentence, change_help, is_better, objective_sentence
from kpi.sentences.beside import beside_remarks, beside_sentence
from kpi.sentences.called import effect_words
from kpi.sentences.competitors import competitors_sentence
from kpi.sentences.moved import effects_explained, moved_sentence, moves_underneath, price_sentence, why_clause
from kpi.sentences.targets import former_text, track_sentence

__all__ = [
    "answer_sentence",
    "beside_remarks",
    "beside_sentence",
    "breakdown_sentence",
    "change_help",
    "competitors_sentence",
    "effect_words",
    "effects_explained",
    "former_text",
    "is_better",
    "moved_sentence",
    "moves_underneath",
    "objective_sentence",
    "price_sentence",
    "track_sentence",
    "why_clause",
]
