"""The languages of the compendium: what each has, lacks, or has of an older wording."""
