"""Words of titles that say nothing about their subject: English, Spanish and Portuguese, folded."""

_ENGLISH = """
a about above across after against all also among an and any are as at based be been before being
between both but by can could do does doing during each for from further get had has have having how if
in increase into is it its itself may more most must no nor not of off on once only or other our out
over own same she should so some such than that the their them then there these they this those
through to too toward towards under until up upon using via very was we were what when where whether
which while who whom why will with within without would you your vs versus
achievement addressing among analysis analyses approach approaches article assessing assessment aspect
aspects case cases challenge challenges comparative comparison concept conceptual consequence context
contingent contribution critical current dealing determinant determinants different direct discussion
driven effect effects empirical enhance enhancing evidence examination examine examining exploration
exploratory explore exploring factor factors findings framework finding future general group how
illustrating illustrate impact impacts implication implications importance improve improvement improving
increasing indirect influence influences influencing insight insights integrated integrative
introduction investigate investigating investigation issue issues key lesson lessons level link
linkage literature main mediated mediating mediation mediator method methodology methods
model
modeling models modelling moderated moderating moderation moderator multiple need new note
outcome overview paper part perspective perspectives possible practice practices preliminary problem
process processes proposal proposed relation relations relationship relationships research results
review reviewing role roles serial set significance some special state status strategy studies study
supporting survey systematic test testing theoretical theory through tool tools towards two type
typology understanding
unlocking unveiling use used using view way ways
"""

_SPANISH = """
a ante antes al algo alguna algunas alguno algunos aquel asi aun aunque bajo cada como con contra cual
cuando de del desde donde dos durante e el ella ellas ellos en entre era es esa ese eso esta estas este
esto estos fue ha hacia han hasta hay la las le les lo los mas me mi mientras muy nada ni no nos o otra
otras otro otros para pero por porque que quien se segun ser si sin sobre son su sus tal tambien tan
tanto te tiene toda todas todo todos tras tu un una unas uno unos y ya
analisis aplicacion articulo aspectos aporte caso casos comparacion contexto contribucion efecto efectos
enfoque estudio estudios evaluacion evidencia factor factores hallazgos impacto implicaciones
importancia incidencia influencia investigacion literatura metodo metodologia metodos mediante modelo
modelos nueva nuevas nuevo nuevos papel perspectiva perspectivas practica practicas problema proceso
procesos propuesta relacion relaciones resultado resultados revision rol sistematica teoria traves uso
"""

_PORTUGUESE = """
a ainda alem alguma algumas algum alguns antes ao aos apenas apos aquela aquele aquilo as assim ate
atraves cada com como contra cuja cujo da das de dela dele delas deles desde dessa desse desta deste do
dos durante e ela elas ele eles em embora enquanto entre era essa esse esta estao estas este estes
foi foram ha isso isto ja la lhe mais mas mediante menos mesma mesmo muito na nao nas nem nenhum nenhuma
neste nesta no nos nossa nosso num numa o onde os ou outra outras outro outros para pela pelas pelo
pelos per pois por porque qual quais quando quanto que quem sao se seja sempre ser seu seus sob
sobre sua suas tal tambem tanto tao tem todas todos tras um uma umas uns voce
analise analises aplicacao artigo aspectos avaliacao caso casos comparacao contexto contribuicao
contribuicoes efeito efeitos enfoque ensaio estudo estudos evidencia evidencias fator fatores achados
impacto impactos implicacoes importancia influencia influencias investigacao literatura metodo
metodologia metodos modelo modelos nova novas novo novos papel perspectiva perspectivas pesquisa
pesquisas pratica praticas problema processo processos proposta relacao relacoes resultado resultados
revisao sistematica teoria uso
"""

#: Terms that indexers add to a record besides its subject: MEDLINE's check tags, which say who was
#: studied, and the entries of fields without terms. Folded.
CHECK_TAGS = frozenset(
    {
        "adolescent", "adult", "aged", "aged 80 and over", "animals", "animal", "article", "child",
        "child preschool", "female", "females", "human", "humans", "infant", "infant newborn",
        "male", "males", "middle aged", "no terms assigned", "no keywords", "not available",
        "young adult", "n a", "none",
    }
)  # fmt: skip

STOP_WORDS = frozenset(f"{_ENGLISH} {_SPANISH} {_PORTUGUESE}".split())
