"""Compare the coders (inputs: judgements, passages, texts; outputs: facts, two tables)."""

from honest_results.step import step

with step() as run:
    from alianzas.cases.agreement_statement import agreement_statement
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.coder_agreement import agreement_facts, agreement_table, measure_agreement
    from alianzas.cases.passage_agreement import measure_passages, passage_facts, passage_table

    codes, confidence = load_case_codes(run.input.codes), run.params.confidence
    judgements = run.records("judgements")
    agreement = measure_agreement(judgements, confidence, run.seed)
    marks, texts = run.records("passages"), run.records("texts")
    passages = measure_passages(marks, texts, confidence, run.seed)
    run.facts(agreement_facts(agreement, codes, run.labels, confidence))
    coders = judgements["coder"].nunique()
    run.facts([agreement_statement(agreement, coders, codes, run.labels)])
    run.facts(passage_facts(passages, confidence))
    run.table(agreement_table(agreement, codes, confidence))
    run.table(passage_table(passages, codes, confidence))
