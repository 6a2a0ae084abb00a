"""Portuguese sentences that claim a result, and others that claim none."""

import pytest

from honest_results.documents.guard import check_literals
from honest_results.documents.source import Manuscript

RESULTS = "# Resultados {#sec-results}\n\n"


def found(text):
    """Return the words of a Portuguese text that the guard takes for a result."""
    problems = check_literals([Manuscript("manuscript/article.pt.qmd", "pt", text)], [])
    return [problem.found.split('"')[1] for problem in problems]


CLAIMS = {
    # numbers
    "Responderam 150 empresas, ou 12,5% delas.": ["150", "12,5%"],
    "Foram estudados dez casos.": ["dez"],
    "Quatro empresas deixaram a aliança.": ["Quatro"],
    "São dezesseis entrevistas.": ["dezesseis"],
    "A revisão reúne oitenta artigos.": ["oitenta"],
    "Duzentas empresas receberam o convite.": ["Duzentas"],
    "Havia quinhentos convites.": ["quinhentos"],
    "A base tem mil registros.": ["mil"],
    "Custou milhões.": ["milhões"],
    "A metade aceitou.": ["metade"],
    "Dois terços concordam.": ["terços"],
    "Uma quarta parte discorda.": ["quarta parte"],
    "Um quinto dos respondentes exporta.": ["Um quinto"],
    "A receita dobrou.": ["dobrou"],
    "É o dobro da outra.": ["o dobro"],
    "Subiu vinte por cento.": ["vinte", "por cento"],
    "Foram alguns pontos percentuais.": ["pontos percentuais"],
    "Dezenas de empresas participaram.": ["Dezenas"],
    "Centenas delas responderam.": ["Centenas"],
    "Catorze códigos, quatorze trechos.": ["Catorze", "quatorze"],
    # comparisons that name the other side
    "A compatibilidade importa mais que o contrato.": ["mais que"],
    "A compatibilidade pesa mais do que o contrato.": ["mais do que"],
    "As aliadas crescem menos do que as outras.": ["menos do que"],
    "O planejamento é mais importante do que o contrato.": ["O planejamento é mais importante"],
    "Importa mais um plano do que um contrato.": ["mais um plano do que"],
    "Um efeito maior nas pequenas do que nas médias.": ["maior nas pequenas do que"],
    "A receita foi maior que a anterior.": ["maior que"],
    "Saíram-se melhor que as demais.": ["melhor que"],
    "Os coeficientes são piores do que os publicados.": ["piores do que"],
    "Seu peso é superior ao dela.": ["é superior"],
    "Receitas superiores às das independentes.": ["superiores às"],
    "Um valor inferior a zero.": ["inferior a"],
    # comparisons that leave it out
    "O efeito é maior.": ["é maior"],
    "O efeito é maior e a diferença fica.": ["é maior"],
    "As receitas foram claramente superiores.": ["foram claramente superiores"],
    "As alianças parecem muito mais rentáveis.": ["parecem muito mais rentáveis"],
    "Os clusters são menos frequentes.": ["Os clusters são menos frequentes"],
    "A confiança mostrou-se mais decisiva.": ["mostrou-se mais decisiva"],
    "O coeficiente tem sido menor.": ["sido menor"],
    "As aliadas ficaram mais fortes.": ["As aliadas ficaram mais fortes"],
    "Os resultados são melhores.": ["são melhores"],
    "Os contratos estão menos comuns.": ["Os contratos estão menos comuns"],
    "As aliadas cresceram mais.": ["cresceram mais"],
    "A receita aumenta mais.": ["aumenta mais"],
    "As independentes caem menos.": ["caem menos"],
    "Quem coopera contribui ainda mais.": ["contribui ainda mais"],
    "As empresas venderam muito menos.": ["venderam muito menos"],
    "A receita subiu mais.": ["subiu mais"],
    "As perdas diminuíram menos.": ["diminuíram menos"],
    # superlatives, majorities, significance
    "A maioria concorda.": ["maioria"],
    "É uma posição majoritária.": ["majoritária"],
    "Só a minoria discorda.": ["minoria"],
    "Em maior parte, são quantitativos.": ["maior parte"],
    "Foi a maior.": ["a maior"],
    "Está entre as menores.": ["as menores"],
    "Depende da melhor parceria.": ["da melhor"],
    "Trata-se da condição mais frequente.": ["da condição mais frequente"],
    "É o que mais importa.": ["o que mais importa"],
    "Nas empresas menos antigas, não.": ["Nas empresas menos antigas"],
    "A diferença é significativa.": ["significativa"],
    "Não há significância.": ["significância"],
    "O efeito supera o dos contratos.": ["supera"],
    "Os ganhos ultrapassaram os custos.": ["ultrapassaram"],
    "As perdas excedem os ganhos.": ["excedem"],
    "Predominam os levantamentos.": ["Predominam"],
    "Prevaleceu a confiança.": ["Prevaleceu"],
    # a sentence that begins with an accent is one of its own
    "Um estudo o diz [@x]. À época, dez o negavam.": ["dez"],
    "Veja @x. Ângulos maiores que os dele.": ["maiores que"],
}

EFFECTS = {
    "A confiança aumenta o sucesso.": ["aumenta"],
    "O contrato reduziu o risco.": ["reduziu"],
    "As alianças melhoraram a receita.": ["melhoraram"],
    "A governança fortalece a aliança.": ["fortalece"],
    "O planejamento prediz o sucesso.": ["prediz"],
    "Associa-se negativamente à receita.": ["negativamente"],
    "A distância diminui a confiança.": ["diminui"],
    "A parceria impulsionou a inovação.": ["impulsionou"],
}

NO_CLAIMS = [
    "Perguntou-se a [survey.n]{.fact} empresas, e duas delas escreveram.",
    "Uma aliança une dois ou três parceiros.",
    "O estudo tem duas partes.",
    "A amostra é descrita mais adiante.",
    "Veja mais sobre o que se perguntou.",
    "O apêndice dá mais detalhes.",
    "As duas listas trazem mais exemplos.",
    "O texto explica mais uma vez a regra.",
    "A regra é mais ou menos esta.",
    "Pelo menos uma empresa respondeu.",
    "Ao menos um parceiro é pequeno.",
    "A empresa tem pelo menos um parceiro.",
    "Cada empresa tem ao menos um contrato.",
    "É melhor dizê-lo assim.",
    "São pessoas maiores de idade.",
    "O contrato formal é um documento assinado.",
    "A confiança é a disposição de se expor ao outro.",
    "As perguntas estão no apêndice.",
    "Os casos foram lidos por duas pessoas.",
    "Nada mais se pergunta.",
    "A análise compara os grupos.",
    "O método segue a literatura.",
    "A tabela mostra a diferença e seu intervalo.",
    "O questionário pergunta se a empresa exporta.",
    "A proposição diz o que os autores afirmam.",
    "As hipóteses vêm da teoria.",
    "O desenho é transversal.",
    "O texto de cada caso é público.",
    "A aliança pode terminar antes do prazo.",
    "A teoria dos custos de transação explica os contratos.",
    "A confiança aumenta o sucesso, segundo a teoria.",
    "Quem assina também responde.",
    "O centro da cidade e os acentos da língua.",
    "O novo parceiro recebe a sétima parte do convite.",
    "O grupo de referência são as independentes.",
    "A quarta seção descreve os dados.",
    "O código está no depósito.",
    "Um superávit não é uma superação.",
    "O parceiro estrangeiro vem de outro país.",
    "As melhorias do questionário estão registradas.",
    "O modelo inclui o tamanho da empresa e o setor.",
    "As duplicatas foram removidas uma a uma.",
    "Além disso, os registros trazem o ano.",
    "Mais do que os contratos, importa a confiança [@x].",
    "A maioria dos autores o afirma [@x].",
]


def test_there_are_enough_sentences():
    assert len(CLAIMS) + len(EFFECTS) >= 60 and len(NO_CLAIMS) >= 40


@pytest.mark.parametrize(("text", "words"), CLAIMS.items(), ids=[*CLAIMS])
def test_what_claims_a_result(text, words):
    assert found(text) == words


@pytest.mark.parametrize(("text", "words"), EFFECTS.items(), ids=[*EFFECTS])
def test_effects_are_claims_in_the_results_only(text, words):
    assert found(RESULTS + text) == words
    assert found(f"# Teoria\n\n{text}") == []


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_what_claims_nothing(text):
    assert found(text) == []
