--[[
Numbers and cross-references, the same under both engines: "Figure 1: caption" under a figure, "Table
1: caption" over a table, sections "2.1", equations "(1)", "Theorem 1 (Line)." and "Note 1: Title" by
boxes.lua, and @fig-flow, [@tbl-a; @tbl-b], [-@sec-methods], [Fig. @fig-flow] in the text; in Word as
fields. Quarto is left nothing of these to number: it knows no
numbers with a prefix ("Table A1"), gives Word no fields, and lays each float into a table.

Where a journal's format brings its own template, this filter does nothing, and Quarto numbers in the
journal's manner.
]]

local build = dofile("filters/build.lua")
local names = build.words.crossref
local prefix = build.metadata.alianzas.prefix
local show = dofile("filters/show.lua")(build)
local word = dofile("filters/word.lua")
local nbsp = "\u{a0}"

local numbers = {} -- label → number as text
local counts = {} -- by kind
local sections = {}
local parts = {} -- label of a subfigure → the figure that it is part of, and its letter

local function kind_of(label)
  local kind = label and label:match("^(%a+)%-")
  return kind and names[kind] and kind or nil
end

local function count(label)
  local kind = kind_of(label)
  counts[kind] = (counts[kind] or 0) + 1
  numbers[label] = prefix .. counts[kind]
  return numbers[label]
end

-- "Figure 1", the words a reference and a caption share.
local function title(label)
  return names[kind_of(label)] .. nbsp .. numbers[label]
end

-- The same with what the format needs to refer to it.
local function numbered(label)
  if show.is_docx then
    return word.numbered(label, names[kind_of(label)], prefix, numbers[label]:sub(#prefix + 1))
  end
  return pandoc.Inlines({ pandoc.Str(title(label)) })
end

local references = dofile("filters/references.lua")(show, build)
local boxes = dofile("filters/boxes.lua")(show, names, build.words.proofs, numbered)
local floats = dofile("filters/floats.lua")(show, word, names, prefix, {
  kind_of = kind_of, title = title, numbers = numbers, parts = parts,
})

-- Numbering -------------------------------------------------------------------------------------

local function number_section(header)
  if header.classes:includes("unnumbered") then
    return nil
  end
  for level = 1, header.level do
    sections[level] = sections[level] or 0
  end
  sections[header.level] = sections[header.level] + 1
  for level = header.level + 1, #sections do
    sections[level] = nil
  end
  local number = prefix .. table.concat(sections, ".")
  numbers[header.identifier] = number
  if show.is_typst then
    return nil -- the template numbers headings
  end
  header.attributes.number = number
  local inlines = pandoc.Inlines({
    pandoc.Span({ pandoc.Str(number) }, pandoc.Attr("", { "header-section-number" })),
    pandoc.Space(),
  })
  if show.is_docx then
    inlines[1] = word.bookmark(word.number_of(header.identifier), { pandoc.Str(number) })
  end
  header.content = inlines .. header.content
  if quarto then
    header.classes:insert("unnumbered") -- by Quarto
  end
  return header
end

-- Equations: $$ … $$ {#eq-name}
local function label_of_equation(inlines, index)
  local space, label = inlines[index + 1], inlines[index + 2]
  if inlines[index].t == "Math" and space and space.t == "Space" and label and label.t == "Str" then
    return label.text:match("^{#(eq%-[%w_-]+)}$")
  end
end

local function number_equations(inlines)
  local index = 1
  while index <= #inlines do
    local math, label = inlines[index], label_of_equation(inlines, index)
    if label then
      inlines:remove(index + 2)
      inlines:remove(index + 1)
      local number = count(label)
      if show.is_typst then
        inlines[index] = show.typst_formula(math, ', numbering: "(1)"', label)
      else
        math.text = math.text:gsub("%s+$", "") .. " \\qquad(" .. number .. ")"
        inlines[index] = pandoc.Span({ math }, pandoc.Attr(label))
      end
    end
    index = index + 1
  end
  return inlines
end

local function number_group(div)
  local number = count(div.identifier)
  local index = 0
  for _, block in ipairs(div.content) do
    if block.t == "Figure" then
      index = index + 1
      local label, letter = block.identifier, string.char(96 + index)
      parts[label] = { whole = div.identifier, letter = letter }
      numbers[label] = ("%s%s(%s)"):format(number, nbsp, letter)
    end
  end
end

local function number_div(div)
  local kind = kind_of(div.identifier)
  if boxes.is_box(div) then
    if boxes.is_numbered(div) then
      count(div.identifier)
    end
    return boxes.keep_title(div)
  elseif kind == "tbl" or kind == "lst" then
    count(div.identifier)
  elseif kind == "fig" then
    number_group(div)
  end
end

-- Looking at every line of text for equations takes long, and most documents have none.
local function has_formulas(blocks)
  local found = false
  blocks:walk({
    Math = function()
      found = true
    end,
  })
  return found
end

local function number_all(blocks)
  return blocks:walk({
    traverse = "topdown",
    Header = number_section,
    Figure = function(figure)
      if kind_of(figure.identifier) == "fig" and not parts[figure.identifier] then
        count(figure.identifier)
      end
    end,
    Div = number_div,
    Inlines = has_formulas(blocks) and number_equations or nil,
  })
end

-- Other documents refer to these numbers as the build worked them out from the text.
local function compare_numbers()
  if not build.is_checked then
    return
  end
  for label, number in pairs(build.numbers) do
    if numbers[label] and numbers[label] ~= number then
      error(("%s is number %s here and %s for other documents"):format(label, numbers[label], number))
    elseif not numbers[label] then
      build.stop(("the label %s stands where there is nothing to number. Look at the lines around it.")
        :format(label))
    end
  end
  for label, number in pairs(build.numbers) do
    if numbers[label] ~= number then
      error(("%s is number %s here and %s for other documents"):format(label, numbers[label], number))
    end
  end
end

-- References ------------------------------------------------------------------------------------

-- What Typst numbers by itself.
local FLOATS = { fig = true, tbl = true, lst = true, eq = true, sec = true }

-- In Word: words of the author's own before it, and its name, linked with the number.
local function in_word(label, own, name)
  local inlines = pandoc.Inlines(own ~= "" and { pandoc.Str(own) } or {})
  local part = parts[label]
  if part then
    return inlines .. word.reference_to_part(label, part.whole, name, numbers[part.whole], part.letter)
  end
  return inlines .. word.reference(label, name, numbers[label])
end

local function reference(citation)
  local label, kind = citation.id, kind_of(citation.id)
  local bare = citation.mode == "SuppressAuthor"
  local own = #citation.prefix > 0 and pandoc.utils.stringify(citation.prefix) .. nbsp
  if show.is_typst and prefix == "" and FLOATS[kind] and not parts[label] and not own then
    return pandoc.Inlines({ pandoc.RawInline("typst", "#ref(<" .. label .. ">" ..
      (bare and ", supplement: []" or "") .. ");") })
  end
  local name = own or (bare and "" or names[kind] .. nbsp)
  if show.is_typst then
    return pandoc.Inlines({
      pandoc.RawInline("typst", ("#link(<%s>)["):format(label)),
      pandoc.Str(name .. numbers[label]),
      pandoc.RawInline("typst", "];"),
    })
  elseif show.is_docx and kind ~= "eq" then
    return in_word(label, own or "", own and "" or name)
  end
  return pandoc.Inlines({
    pandoc.Link(name .. numbers[label], "#" .. label, "", pandoc.Attr("", { "quarto-xref" })),
  })
end

local function resolve(cite)
  local inlines = pandoc.Inlines({})
  for _, citation in ipairs(cite.citations) do
    if not kind_of(citation.id) then
      return nil
    end
    if not numbers[citation.id] then
      build.stop("@" .. citation.id .. " refers to nothing in the documents.")
    end
    if #inlines > 0 then
      inlines:extend({ pandoc.Str(","), pandoc.Space() })
    end
    inlines:extend(reference(citation))
    inlines:extend(citation.suffix)
  end
  return inlines
end

return {
  {
    Pandoc = function(doc)
      show.learn(doc.meta)
      if not show.is_ours then
        doc.blocks = FORMAT:match("jats") and doc.blocks:walk({ Div = boxes.plain_proof }) or doc.blocks
        return doc
      end
      doc.blocks = number_all(doc.blocks)
      compare_numbers()
      doc.blocks = doc.blocks:walk({
        traverse = "topdown",
        Figure = floats.caption_figure,
        Div = floats.caption_group,
      })
      doc.blocks = doc.blocks:walk({ Div = floats.caption_table })
      doc.blocks = doc.blocks:walk({ Div = boxes.lay_out })
      doc.blocks = doc.blocks:walk({ Cite = resolve })
      for name, value in pairs(doc.meta) do
        local kind = pandoc.utils.type(value)
        if kind == "Inlines" or kind == "Blocks" then
          doc.meta[name] = value:walk({ Cite = resolve })
        end
      end
      return references.resolve(doc)
    end,
  },
}
