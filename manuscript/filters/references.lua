--[[
Citations and the list of references, by Pandoc's citeproc and the style of the language. What APA asks
for and neither does by itself:

- "van" and "de" belong to the surname: "van Eck, N. J." stands under V. BibTeX has no word for that.
- "&" stands in parentheses and in the list; a citation in the sentence says "Hu and Bentler (1999)".
- A language may have another word before the sound of i: Spanish "Abadie e Imbens", not "y".

Addresses are marked, so that Typst neither hyphenates them nor repeats a hyphen where a line ends.
]]

return function(show, build)
  local references = {}

  local function particles_to_surname(name)
    local particle = name["dropping-particle"]
    if particle then
      local own = name["non-dropping-particle"]
      name["non-dropping-particle"] = own and particle .. " " .. own or particle
      name["dropping-particle"] = nil
    end
    return name
  end

  local function with_surnames(list)
    for _, reference in ipairs(list) do
      for _, role in ipairs({ "author", "editor", "translator", "container-author" }) do
        for index, name in ipairs(reference[role] or {}) do
          reference[role][index] = particles_to_surname(name)
        end
      end
    end
    return list
  end

  -- "&" before the year becomes the language's word; what follows in parentheses keeps it.
  local function in_a_sentence(cite)
    local before = true
    return cite:walk({
      traverse = "topdown",
      Str = function(str)
        before = before and not str.text:match("^%(")
        if before and str.text == "&" then
          return pandoc.Str(build.words["and"])
        end
      end,
    })
  end

  local function begins_with_i(text)
    return text:match("^[Ii]") or text:match("^Í")
      or (text:match("^[Hh]i") and not text:match("^[Hh]i[aeo]"))
  end

  -- Names of authors; pieces are words with a space between them.
  local function before_i(inlines)
    for index = 1, #inlines - 2 do
      local word, name = inlines[index], inlines[index + 2]
      if word.t == "Str" and word.text == build.words["and"] and name.t == "Str"
        and begins_with_i(name.text) then
        word.text = build.before_i
      end
    end
    return inlines
  end

  local function as_span(cite)
    if cite.citations[1].mode == "AuthorInText" then
      cite = in_a_sentence(cite)
    end
    local keys = pandoc.List(cite.citations):map(function(citation)
      return citation.id
    end)
    local attributes = { ["data-cites"] = table.concat(keys, " ") }
    return pandoc.Span(cite.content, pandoc.Attr("", { "citation" }, attributes))
  end

  local function lay_out_list(div)
    if div.identifier == "refs" and show.is_typst then
      return show.block("references", { div })
    end
  end

  -- The document with its citations and the list; nothing is left for Pandoc's own citeproc.
  function references.resolve(doc)
    if not doc.meta.bibliography then
      return doc
    end
    doc.meta.references = with_surnames(pandoc.utils.references(doc))
    doc.meta.bibliography = nil
    doc = pandoc.utils.citeproc(doc)
    doc.meta.references, doc.meta.nocite = nil, nil
    if build.before_i then
      local names = { Inlines = before_i }
      doc.blocks = doc.blocks:walk({
        Cite = function(cite)
          return cite:walk(names)
        end,
        Div = function(div)
          return div.identifier == "refs" and div:walk(names) or nil
        end,
      })
    end
    doc.blocks = doc.blocks:walk({ Cite = as_span, Div = lay_out_list })
    return doc
  end

  return references
end
