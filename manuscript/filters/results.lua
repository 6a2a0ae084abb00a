--[[
Puts the results into a document. Both render engines run this filter first: Quarto as
`{at: pre-ast, path: filters/results.lua}` (later would be too late for its cross-references), the
embedded engine with `--lua-filter`.

  [survey.n]{.fact}, options show="interval" and show="n"   a number or phrase of facts.json
  ::: {#tbl-drivers table="drivers"} … :::                  a table; what stands inside is the caption
  ![Caption.](figures/flow){#fig-flow}                      a figure in the article's language

  @tbl-sources                                              another document's table: "Table A1"

What it needs lies beside the document in document.json, written by alianzas.manuscript.assemble.
]]

local file = assert(io.open("document.json", "r"), "document.json is missing: render with alianzas")
local build = pandoc.json.decode(file:read("a"), false)
file:close()

local show = dofile("filters/show.lua")(build)
local front = dofile("filters/front.lua")(build, show)
local lists = dofile("filters/lists.lua")(build, show)
local stringify = pandoc.utils.stringify

local function missing(what, name)
  error("the article shows the " .. what .. " '" .. name .. "', which is not in document.json")
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
  if show.is_typst and build.prefix == "" and label:match("^tbl%-") then
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
  content:extend(show.download(entry))
  content:extend(div.content) -- the caption comes last, where Quarto looks for it
  div.content = content
  return div
end

-- Figures ---------------------------------------------------------------------------------------

local function set_image(image)
  local id = image.src:match("^figures/(.+)$")
  local entry = id and build.figures[id]
  if not entry then
    return nil
  end
  image.src = quarto and entry.file or entry.embedded or entry.file -- Quarto embeds by itself
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
      entry = entry or build.figures[image.src:match("^figures/(.+)$") or ""]
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
        return quarto and image or lists.image(image, entry) -- Quarto wants the image alone
      end
    end,
  })
  local caption = pandoc.utils.blocks_to_inlines(figure.caption.long)
  figure.caption.long = pandoc.Blocks({ pandoc.Plain(with_level(caption, entry)) })
  local after = lists.links(entry, quarto and figure.identifier or "") .. lists.blocks(entry)
    .. show.download(entry)
  if #after == 0 then
    return figure
  end
  return pandoc.Blocks({ figure }) .. after, false
end

-- A figure that the reader left as a paragraph with one image (Quarto reads both ways).
local function insert_image_paragraph(para)
  local image = #para.content == 1 and para.content[1]
  local entry = image and image.t == "Image" and figure_of(pandoc.Blocks({ para }))
  if not entry then
    return nil
  end
  set_image(image)
  image.caption = with_level(image.caption, entry)
  local block = pandoc.Para({ image })
  if build.prefix ~= "" then -- numbered by crossref.lua, which knows figures only
    local caption, label = image.caption, image.identifier
    image.caption, image.identifier = show.words(entry.alt), ""
    block = pandoc.Figure({ pandoc.Plain(lists.image(image, entry)) }, { long = { pandoc.Plain(caption) } },
      pandoc.Attr(label))
  end
  return pandoc.Blocks({ block }) .. lists.links(entry, image.identifier) .. lists.blocks(entry)
    .. show.download(entry)
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
      doc.meta.abstract = nil
      return doc
    end,
  },
}
