"""The types of UIMA's annotations that are written: a TypeSystem.xml, and how they are called."""

SPAN, RELATION, RECORD = "custom.Span", "custom.Relation", "annotate.Record"
TYPES_FILE = "TypeSystem.xml"
ANNOTATION, TOP, STRING = "uima.tcas.Annotation", "uima.cas.TOP", "uima.cas.String"
FEATURES = {
    SPAN: {"label": STRING, "origin": STRING, "score": "uima.cas.Double", "note": STRING},
    RELATION: {"Governor": SPAN, "Dependent": SPAN, "label": STRING},
    RECORD: {"json": STRING, "text": STRING},
}
"""The features of each type, and the types of those."""


def type_system() -> str:
    """TypeSystem.xml."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n<types>\n'
        f"{''.join(map(_type, FEATURES))}"
        "</types>\n</typeSystemDescription>\n"
    )


def _type(name: str) -> str:
    features = "".join(
        f"  <featureDescription><name>{feature}</name><description/>"
        f"<rangeTypeName>{kind}</rangeTypeName></featureDescription>\n"
        for feature, kind in FEATURES[name].items()
    )
    above = TOP if name == RECORD else ANNOTATION
    return (
        f"<typeDescription><name>{name}</name><description/>"
        f"<supertypeName>{above}</supertypeName>\n"
        f" <features>\n{features} </features>\n</typeDescription>\n"
    )
