--[[
Puts the results into a document. Both render engines run this filter first: Quarto as
`{at: pre-ast, path: filters/results.lua}` (later would be too late for its cross-references), the
embedded engine with `--lua-filter`.

  [survey.n]{.fact}, options show="interval" and show="n"   a number or phrase of facts.json
  ::: {#tbl-drivers table="drivers"} … :::                  a table; what stands inside is the caption
  ![Caption.](figures/flow){#fig-flow}                      a figure in the article's language
  ::: {#fig-both layout-ncol=2} … :::                       several under one caption
  :::: {when="cases.qca.state=shown"} … ::::                a part for studies of one kind
  [words]{when="cases.qca.state=shown"}                     words for them
  ::: {insert="claims"} :::                                 text that a rule writes
  @tbl-sources                                              another document's table: "Table A1"

What it needs is found by build.lua.
]]

local build = dofile("filters/build.lua")
local show = dofile("filters/show.lua")(build)
local marks = dofile("filters/marks.lua")(build, show)
local front = dofile("filters/front.lua")(build, show, marks)
local figures = dofile("filters/figures.lua")(build, show, marks)
local layout = dofile("filters/tables.lua")(show, build.metadata.alianzas.prefix ~= "")
local habits = dofile("filters/habits.lua")(build, show, layout, marks)
local stringify = pandoc.utils.stringify
local missing = build.missing

-- Parts for studies of one kind, and texts that rules write ---------------------------------------

local conditions = dofile("filters/conditions.lua")(build.conditions, build.value_of, build.stop)

local function insert_text(div)
  local insert = div.attributes.insert
  if insert then
    return pandoc.read(build.inserts[insert] or missing("text", insert), build.words_only).blocks
  end
end

-- Facts -----------------------------------------------------------------------------------------

local function fact(how)
  return function(span)
    if not span.classes:includes("fact") then
      return nil
    end
    local key = stringify(span)
    local entry = build.facts[key] or missing("fact", key)
    local text = entry[span.attributes.show or "text"]
    return how(text, entry)
  end
end

local linked = {
  Span = fact(function(text, entry)
    return show.fact(text, entry, marks.open)
  end),
}
local plain = { Span = fact(show.plain_fact) }

-- Tables ----------------------------------------------------------------------------------------

-- In Typst, tables kept in one piece move to where they leave no gap; an appendix keeps its order.
-- Where Typst cannot tag a page on which something floats, the document is set again without floats.
local floating = pandoc.Blocks({})
local may_float = os.getenv("ALIANZAS_FLOATS") ~= "no"

local function let_float(label)
  if show.is_typst and may_float and build.metadata.alianzas.prefix == "" and label:match("^tbl%-") then
    floating:insert(pandoc.RawBlock("typst",
      ("#show <%s>: set figure(placement: auto)"):format(label)))
  end
end

local function insert_table(div)
  local id = div.attributes.table
  if not id then
    return nil
  end
  local entry = build.tables[id] or missing("table", id)
  div.attributes.table = nil
  local content, note = pandoc.Blocks({}), pandoc.Inlines({})
  local is_short = true
  for _, block in ipairs(pandoc.read(entry.markdown, build.words_only).blocks) do
    if block.t == "Table" then
      block, is_short = layout(block:walk({ Span = show.cell_mark }))
      content:insert(show.table(block))
    elseif block.t == "Div" and block.classes:includes("table-note") then
      note = pandoc.utils.blocks_to_inlines(block.content)
    end
  end
  local words = show.level_words(entry)
  if #note > 0 or #words > 0 then
    note:insert(1, pandoc.Emph(pandoc.Str(build.words.note)))
    note:insert(2, pandoc.Space())
    if #words > 0 and #note > 2 then
      note:insert(pandoc.Space())
    end
    note:extend(words)
    content:insert(show.block("table-note", { pandoc.Para(note) }))
  end
  if show.is_typst and is_short then
    content = pandoc.Blocks({ show.block("in-one-piece", content) })
    let_float(div.identifier)
  end
  content:extend(show.download(entry, "table"))
  content:extend(div.content) -- the caption comes last, where Quarto looks for it
  div.content = content
  return div
end

-- What stands in another document: its number there, in HTML as a link. -----------------------------

local function place_elsewhere(citation)
  local place = build.elsewhere[citation.id]
  local name = build.words.crossref[citation.id:match("^%a+")]
  if #citation.prefix > 0 then
    name = stringify(citation.prefix)
  end
  local text = (citation.mode == "SuppressAuthor" and "" or name .. "\u{a0}") .. place.number
  local inlines = pandoc.Inlines({ pandoc.Str(text) })
  if show.is_html and place.href then
    inlines = pandoc.Inlines({ pandoc.Link(text, place.href) })
  end
  return inlines .. citation.suffix
end

-- References of one group may lead to both documents; those within stay for the cross-references.
local function refer_elsewhere(cite)
  local inlines, found = pandoc.Inlines({}), false
  for _, citation in ipairs(cite.citations) do
    local label = citation.id:gsub("^%u", string.lower) -- @Fig-flow, at the start of a sentence
    if build.words.crossref[label:match("^(%a+)%-") or ""] then
      found = found or label ~= citation.id
      citation.id = label
    end
    local is_elsewhere = build.elsewhere[citation.id] ~= nil
    found = found or is_elsewhere
    if #inlines > 0 then
      inlines:extend({ pandoc.Str(","), pandoc.Space() })
    end
    inlines:extend(is_elsewhere and place_elsewhere(citation) or { pandoc.Cite({}, { citation }) })
  end
  return found and inlines or nil
end

-- Formulas: alternative text in Typst. Numbered ones belong to the cross-references. ----------------

-- What Pandoc cannot read it would print as it stands.
local function check_formula(math)
  local options = { html_math_method = "mathml" }
  local written = pandoc.write(pandoc.Pandoc({ pandoc.Plain({ math }) }), "html", options)
  if not written:match("<math") then
    build.stop(("the formula \"%s\" cannot be read. Correct it, or write it in plain LaTeX."):format(
      (math.text:gsub("%s+", " "))))
  end
end

local function describe_formulas(inlines)
  for index, inline in ipairs(inlines) do
    local label = inlines[index + 2]
    if inline.t == "Math" and not (label and label.t == "Str" and label.text:match("^{#eq%-")) then
      inlines[index] = show.typst_formula(inline)
    end
  end
  return inlines
end

return {
  {
    Pandoc = function(doc)
      doc = build.with_own(doc)
      show.learn(doc.meta)
      doc.blocks = doc.blocks:walk(conditions)
      doc.meta = front.chosen(doc.meta, conditions)
      if show.is_ours then
        doc.blocks = doc.blocks:walk(habits.early)
      end
      doc.blocks = doc.blocks:walk({ Div = insert_text })
      doc.blocks = doc.blocks:walk({ Div = insert_table })
      doc.blocks = doc.blocks:walk({
        traverse = "topdown",
        Div = figures.insert_group,
        Figure = figures.insert,
        Para = figures.insert_paragraph,
      })
      doc.blocks = doc.blocks:walk({
        Header = function(header)
          return header:walk(plain)
        end,
      })
      doc.blocks = doc.blocks:walk(linked)
      doc.blocks = doc.blocks:walk(habits.late)
      local has_formulas = false
      doc.blocks:walk({
        Math = function(math)
          has_formulas = true
          check_formula(math)
        end,
      })
      if show.is_typst and has_formulas then
        doc.blocks = doc.blocks:walk({ Inlines = describe_formulas })
      end
      doc.blocks = doc.blocks:walk({ Cite = refer_elsewhere })
      if doc.meta.abstract then
        doc.meta.abstract = doc.meta.abstract:walk({ Cite = refer_elsewhere })
      end
      doc.meta = front.metadata(doc.meta, linked, plain)
      if show.is_typst and not may_float then
        floating = pandoc.Blocks({ pandoc.RawBlock("typst",
          '#show figure.where(kind: "quarto-float-fig"): set figure(placement: none)') })
      end
      doc.blocks = floating .. front.matter(doc.meta) .. doc.blocks
      doc.blocks = marks.settle(doc.blocks)
      if show.is_typst then
        doc.blocks = doc.blocks:walk({ Str = show.apostrophe })
      end
      if show.is_ours then
        doc.meta.abstract = nil -- it stands in the text
      end
      return doc
    end,
  },
}
