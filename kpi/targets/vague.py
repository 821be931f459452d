"""Words that say nothing on their own: a title of nothing else does not tell what shall change."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_VAGUE = frozenset(
    _WORD.findall(
        """
        improve improved improvement increase increased grow growth raise boost enhance optimise optimize maximise
        maximize strengthen more better best higher bigger larger stronger greater good great less fewer lower reduce
        strong success successful performance results result important matters matter needed necessary target goal kpi

        verbessern verbesserung besser bessere mehr steigern steigerung erhöhen erhöhung wachsen wachstum stärken
        optimieren höher größer weniger gut erfolg erfolgreich wichtig ziel ergebnis ergebnisse

        améliorer amélioration meilleur meilleure mieux plus augmenter augmentation croître croissance renforcer
        optimiser moins réduire succès résultat résultats objectif bien

        mejorar mejora mejor mejores más aumentar aumento crecer crecimiento optimizar fortalecer menos éxito objetivo
        melhorar melhoria melhor melhores mais crescimento otimizar sucesso resultado resultados
        migliorare miglioramento migliore migliori meglio più aumentare crescere crescita ottimizzare rafforzare meno

        verbeteren verbetering beter betere meer verhogen groeien groei minder doel succes
        poprawić poprawa lepiej lepszy lepsze więcej zwiększyć wzrost mniej cel
        """
    )
)
"""In English, German, French, Spanish, Portuguese, Italian, Dutch and Polish."""
_SMALL = frozenset(
    _WORD.findall(
        """
        a an the our my we us it is to be of in on for and or by with get become make as all its this
        das der die den dem des ein eine einen unser unsere unseren wir es ist zu und auf im in für von werden
        le la les l un une des du de nos notre nous il est et à au aux en pour
        el los las lo una uno nuestro nuestra nuestros es y por con para o os as um uma nosso nossa e do da
        il gli i nostro nostra per di che het een onze wij we te nasz nasze i w na
        """
    )
)


def says_nothing(text: str, names: str = "") -> bool:
    """Tell whether a text is made of words alone that say nothing, besides the `names` that are said anyway.

    >>> says_nothing("Improve our engagement", "Engagement rate"), says_nothing("Mehr Reichweite für den Herbstkatalog")
    (True, False)
    >>> says_nothing(""), says_nothing("More followers by 8 %", "Followers")
    (False, False)
    """
    words = _words(text) - _SMALL - _words(names)
    return bool(_words(text)) and not any(sign.isdigit() for sign in text) and words <= _VAGUE


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
