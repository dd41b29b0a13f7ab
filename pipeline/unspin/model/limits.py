"""The limits of the audit. Every field can be set in the table ``[limits]`` of the configuration."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Numbers that an assessment compares with; keys of the configuration have "-" for "_"."""

    # structure
    near_duplicate: float = 0.9
    """Share of equal words from which two paragraphs, sentences or titles count as the same."""
    repeated_words: int = 10
    """Words from which a sentence or a short paragraph that stands twice is reported."""
    repeat_distance: int = 1500
    """Words between two places from which a repeat may be on purpose: long texts say a thing again."""
    heading_row: int = 3
    """Items with a heading from which one without counts as having lost it."""
    numbered_items: int = 3
    """Typed numbers in a row from which a paragraph should be a list."""
    shared_text: float = 0.2
    """Share of a post's words, in long sentences, that other posts of the run may have too."""

    # seo; "cornerstone" limits hold for pages that front matter calls ``cornerstone``
    keyphrase_words: int = 4
    """Content words of a keyphrase; more is orange."""
    keyphrase_words_most: int = 8
    """Content words of a keyphrase; more is red."""
    keyphrase_density_least: float = 0.5
    """Uses of the keyphrase per 100 words, weighted by its length (Yoast's factor); less is red."""
    keyphrase_density_most: float = 3.5
    """The same; more is red."""
    keyphrase_density_far: float = 4.0
    """The same; more costs most points."""
    keyphrase_gap: float = 30.0
    """Longest stretch without the keyphrase, percent of all sentences; more is orange."""
    keyphrase_gap_most: float = 50.0
    """The same; more is red."""
    keyphrase_share_least: float = 0.3
    """Share of the headings, and of five and more pictures, that name the keyphrase."""
    keyphrase_share_most: float = 0.75
    """The same; more looks stuffed."""
    description_least: int = 121
    """Characters of the description, with the date that a result page may show before it."""
    description_most: int = 156
    """The same."""
    title_pixels: int = 600
    """Width of the title in Arial of 20 pixels, as result pages have it."""
    text_words: int = 300
    """Words of the page; fewer is orange."""
    text_words_few: int = 250
    """Words of the page; fewer is red."""
    text_words_cornerstone: int = 900
    """Words of a cornerstone page; fewer is orange."""
    text_words_cornerstone_few: int = 400
    """Words of a cornerstone page; fewer is red."""

    # readability
    section_words: int = 300
    """Words under one heading; more is orange."""
    section_words_most: int = 350
    """Words under one heading; more is red."""
    section_words_cornerstone: int = 250
    """Words under one heading of a cornerstone page; more is orange."""
    section_words_cornerstone_most: int = 300
    """Words under one heading of a cornerstone page; more is red."""
    paragraph_words: int = 150
    """Words of a paragraph; more is orange."""
    paragraph_words_most: int = 200
    """Words of a paragraph; more is red."""
    sentence_words: int = 20
    """Words of a sentence; one with more is long."""
    long_sentences: float = 25.0
    """Percent of sentences that may be long; more is orange."""
    long_sentences_most: float = 30.0
    """The same; more is red."""
    long_sentences_cornerstone: float = 20.0
    """Percent of sentences of a cornerstone page that may be long; more is orange."""
    long_sentences_cornerstone_most: float = 25.0
    """The same; more is red."""
    transitions: float = 30.0
    """Percent of sentences with a transition word; fewer is orange."""
    transitions_least: float = 20.0
    """The same; fewer is red."""
    transitions_from_words: int = 200
    """Words from which on a text needs transition words."""
    passives: float = 10.0
    """Percent of sentences in the passive voice; more is orange."""
    passives_most: float = 15.0
    """The same; more is red."""
    same_beginnings: int = 2
    """Sentences in a row that may begin with the same word."""
    text_characters: int = 50
    """Characters from which on there is a text to judge."""
    complex_letters: int = 7
    """Letters of a word; a longer one is complex unless everybody knows it."""
    complex_words: float = 10.0
    """Percent of words that may be complex; more is orange."""
    centred_characters: int = 50
    """Characters of a centred paragraph or heading; more is hard to read."""
    words_per_minute: int = 228
    """Words that an adult reads in a minute (Trauzettel-Klosinski and Dietz 2012, English)."""

    # grammar
    grammar_seconds: float = 30.0
    """Longest wait, in seconds, for a grammar checker's answer to one question (about 6,000 characters)."""

    # medical
    health_words: float = 3.5
    """Health words per 100 words from which a text is judged as a health article."""
    review_years: float = 3.0
    """Years after which an article should be reviewed again (the practice of large health publishers)."""
    reader_words: float = 1.0
    """"You" and "your" per 100 words from which an article speaks to its reader."""

    # patients
    patient_grade: float = 8.0
    """Flesch-Kincaid grade for patients (American Medical Association and NIH: 6 to 8); more is orange."""
    patient_grade_most: float = 10.0
    """The same; more is red."""
    patient_smog: float = 9.0
    """SMOG grade; more is orange. SMOG asks for full comprehension and runs a grade or two higher."""
    patient_smog_most: float = 12.0
    """The same; more is red."""
    patient_ease: float = 60.0
    """Flesch reading ease; less is orange."""
    patient_ease_least: float = 50.0
    """The same; less is red."""
    patient_sentence: float = 15.0
    """Words per sentence on average; more is orange."""
    patient_sentence_most: float = 20.0
    """The same; more is red."""
    patient_difficult: float = 16.0
    """Different difficult words for 100 words of text; more is orange."""
    patient_difficult_most: float = 22.0
    """The same; more is red."""
    hard_sentence: float = 65.0
    """LIX from which a sentence is hard: its words plus the percentage of words with 7 letters or more."""
    hard_sentences: float = 10.0
    """Percent of sentences that may be hard; more is orange."""
    hard_sentences_most: float = 20.0
    """The same; more is red."""
    hard_words: int = 3
    """Different hard words with a plain alternative that may stand unexplained; more is orange."""
    hard_words_most: int = 10
    """The same; more is red."""


DEFAULT_LIMITS = Limits()
