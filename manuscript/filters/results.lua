--[[
Puts the results into a document. Both render engines run this filter first: Quarto as
`{at: pre-ast, path: filters/results.lua}` (later would be too late for its cross-references), the
embedded engine with `--lua-filter`.

  [survey.n]{.fact}, options show="interval" and show="n"   a number or phrase of facts.json
  ::: {#tbl-drivers table="drivers"} … :::                  a table; what stands inside is the caption
  ![Caption.](figures/flow){#fig-flow}                      a figure in the article's language
  :::: {when="cases.qca.state=shown"} … ::::                a part for studies of one kind
  ::: {insert="claims"} :::                                 text that a rule writes
  @tbl-sources                                              another document's table: "Table A1"

What it needs is found by build.lua.
]]

local build = dofile("filters/build.lua")
local show = dofile("filters/show.lua")(build)
local front = dofile("filters/front.lua")(build, show)
local lists = dofile("filters/lists.lua")(build, show)
local stringify = pandoc.utils.stringify
local missing = build.missing

-- Parts for studies of one kind, and texts that rules write ---------------------------------------

local function choose_part(div)
  local condition, insert = div.attributes.when, div.attributes.insert
  if condition then
    return build.conditions[condition] and div.content or pandoc.Blocks({})
  elseif insert then
    return pandoc.read(build.inserts[insert] or missing("text", insert), "markdown").blocks
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

local linked = { Span = fact(show.fact) }
local plain = { Span = fact(show.plain_fact) }

-- Tables ----------------------------------------------------------------------------------------

local layout = dofile("filters/tables.lua")(show)

-- In Typst, tables kept in one piece move to where they leave no gap; an appendix keeps its order.
local floating = pandoc.Blocks({})

local function let_float(label)
  if show.is_typst and build.metadata.alianzas.prefix == "" and label:match("^tbl%-") then
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
  for _, block in ipairs(pandoc.read(entry.markdown, "markdown").blocks) do
    if block.t == "Table" then
      block, is_short = layout(block)
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

-- Figures ---------------------------------------------------------------------------------------

-- Quarto gives an image without an ending that of the format.
local function name_of(id)
  return (id:gsub("%.%a+$", ""))
end

local function entry_of(image)
  local id = image.src:match("^figures/(.+)$")
  return id and (build.figures[name_of(id)] or missing("figure", name_of(id)))
end

local function set_image(image)
  local entry = entry_of(image)
  if not entry then
    return nil
  end
  local file = entry.stem .. "." .. show.drawing
  if show.is_html then
    image.src = show.data_address(file, "image/svg+xml")
  elseif show.is_ours then
    image.src = pandoc.path.join({ build.results, file })
  else -- LaTeX and Typst cannot reach the results from where Quarto runs them
    image.src = pandoc.path.filename(file)
    local media_type = show.drawing == "svg" and "image/svg+xml" or "image/png"
    pandoc.mediabag.insert(image.src, media_type, build.read(file) or missing("file", file))
  end
  image.attributes.alt = entry.alt
  if quarto then
    image.attributes["fig-alt"] = entry.alt
  end
  return image
end

local function figure_of(blocks)
  local entry
  blocks:walk({
    Image = function(image)
      entry = entry or entry_of(image)
    end,
  })
  return entry
end

local function with_level(inlines, entry)
  local words = show.level_words(entry)
  if #words > 0 then
    inlines:insert(pandoc.Space())
    inlines:extend(words)
  end
  return inlines
end

local function insert_figure(figure)
  local entry = figure_of(figure.content)
  if not entry then
    return nil
  end
  figure.content = figure.content:walk({
    Image = function(image)
      image = set_image(image)
      if image then
        image.caption = show.words(entry.alt) -- the Word writer takes the alternative text from here
        return lists.image(image, entry)
      end
    end,
  })
  local caption = pandoc.utils.blocks_to_inlines(figure.caption.long)
  figure.caption.long = pandoc.Blocks({ pandoc.Plain(with_level(caption, entry)) })
  return pandoc.Blocks({ figure }) .. lists.blocks(entry) .. show.download(entry, "figure"), false
end

-- A figure that the reader left as a paragraph with one image: Quarto's does. In a journal's format it
-- stays one, for Quarto numbers that.
local function insert_image_paragraph(para)
  local image = #para.content == 1 and para.content[1]
  local entry = image and image.t == "Image" and entry_of(image)
  if not entry then
    return nil
  elseif not show.is_ours then
    set_image(image)
    image.caption = with_level(image.caption, entry)
    return para, false
  end
  local label, caption = image.identifier, pandoc.Plain(image.caption)
  image.identifier = ""
  local plain_image = pandoc.Plain({ image })
  return insert_figure(pandoc.Figure({ plain_image }, { long = { caption } }, pandoc.Attr(label)))
end

-- What stands in another document: its number there, in HTML as a link. -----------------------------

local function place_elsewhere(citation)
  local place = build.elsewhere[citation.id]
  local name = build.words.crossref[citation.id:match("^%a+")] .. "\u{a0}"
  local text = (citation.mode == "SuppressAuthor" and "" or name) .. place.number
  if show.is_html and place.href then
    return pandoc.Link(text, place.href)
  end
  return pandoc.Str(text)
end

-- References of one group may lead to both documents; those within stay for the cross-references.
local function refer_elsewhere(cite)
  local inlines, found = pandoc.Inlines({}), false
  for _, citation in ipairs(cite.citations) do
    local is_elsewhere = build.elsewhere[citation.id] ~= nil
    found = found or is_elsewhere
    if #inlines > 0 then
      inlines:extend({ pandoc.Str(","), pandoc.Space() })
    end
    inlines:insert(is_elsewhere and place_elsewhere(citation) or pandoc.Cite({}, { citation }))
  end
  return found and inlines or nil
end

-- Formulas: alternative text in Typst. Numbered ones belong to the cross-references. ----------------

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
      show.learn(doc.meta)
      doc.blocks = doc.blocks:walk({ Div = choose_part })
      doc.blocks = doc.blocks:walk({ Div = insert_table })
      doc.blocks = doc.blocks:walk({
        traverse = "topdown",
        Figure = insert_figure,
        Para = insert_image_paragraph,
      })
      doc.blocks = doc.blocks:walk({
        Header = function(header)
          return header:walk(plain)
        end,
      })
      doc.blocks = doc.blocks:walk(linked)
      if show.is_typst then
        doc.blocks = doc.blocks:walk({ Inlines = describe_formulas })
      end
      doc.blocks = doc.blocks:walk({ Cite = refer_elsewhere })
      if doc.meta.abstract then
        doc.meta.abstract = doc.meta.abstract:walk({ Cite = refer_elsewhere })
      end
      doc.meta = front.metadata(doc.meta, linked, plain)
      doc.blocks = floating .. front.matter(doc.meta) .. doc.blocks
      if show.is_ours then
        doc.meta.abstract = nil -- it stands in the text
      end
      return doc
    end,
  },
}
