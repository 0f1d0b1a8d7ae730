"""Rows of the raw data as somebody hands them in: a number of an indicator that is there, and an indicator that is not."""

NUMBER = {
    "observation_id": "ungvold_more_2023",
    "indicator_id": "ungvold_any_2023",
    "source_id": "nova_ungvold_2023",
    "area_code": "0",
    "year": "2023",
    "recall_period": "i oppveksten",
    "population": "elever i videregående skole",
    "sex": "begge",
    "age_from": "16",
    "age_to": "19",
    "category": "Flere tilfeller av seksuell vold",
    "value": "12.5",
    "precision": "eksakt",
    "wording": "12,5 prosent",
    "is_provisional": "nei",
    "is_unconfirmed": "nei",
    "in_plan": "nei",
}
INDICATOR = {
    "indicator_id": "free_income",
    "place": "900",
    "name": "Frie inntekter",
    "topic": "Økonomi",
    "question": "Hvor store er de frie inntektene per innbygger?",
    "kind": "anslag",
    "unit": "kroner",
    "method": "register",
}
