"""README of a deposit, as the Social Science Data Editors' template wants it (version 1.1).

Every number and name in it is counted or read from the deposit; what nobody but the authors can say
is listed as open. In English, as the template is: those who check deposits read it.
"""
