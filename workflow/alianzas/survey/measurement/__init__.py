"""Measurement: do the items measure what they are meant to, and how well?"""
