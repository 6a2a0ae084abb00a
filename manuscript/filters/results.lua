--[[
Puts the results into a document. Both render engines run this filter first: Quarto as
`{at: pre-ast, path: filters/results.lua}` (later would be too late for its cross-references), the
embedded engine with `--lua-filter`.

  [survey.n]{.fact}, options show="interval" and show="n"   a number or phrase of facts.json
  ::: {#tbl-drivers table="drivers"} … :::                  a table; what stands inside is the caption
  ![Caption.](figures/flow){#fig-flow}                      a figure in the article's language
  ::: {#fig-both layout-ncol=2} … :::                       several under one caption
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

local function set_image(image)
  local id = image.src:match("^figures/(.+)$")
  local entry = id and (build.figures[name_of(id)] or missing("figure", id))
  if not entry then
    return nil
  end
  local file = entry.stem .. "." .. show.drawing
  if show.is_html then
    image.src = show.data_address(file, "image/svg+xml")
  else
    image.src = pandoc.path.join({ build.results, file })
  end
  image.attributes.alt = entry.alt
  if quarto then
    image.attributes["fig-alt"] = entry.alt
  end
  return image
end

local function entry_of(image)
  local id = image.src:match("^figures/(.+)$")
  return id and build.figures[name_of(id)]
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

-- A figure with its drawing, and what the page shows under it. `says_level`: its caption tells which
-- data it rests on.
local function figure_with_drawing(figure, entry, says_level)
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
  if says_level then
    caption = with_level(caption, entry)
  end
  figure.caption.long = pandoc.Blocks({ pandoc.Plain(caption) })
  return pandoc.Blocks({ figure }) .. lists.blocks(entry) .. show.download(entry, "figure")
end

local function insert_figure(figure)
  local entry = figure_of(figure.content)
  if entry then
    return figure_with_drawing(figure, entry, true), false
  end
end

-- Figures that the reader left as images, alone in a paragraph: Quarto's does.
local function images_of(block)
  local images = pandoc.List({})
  for _, inline in ipairs((block.t == "Para" or block.t == "Plain") and block.content or {}) do
    if inline.t == "Image" and entry_of(inline) then
      images:insert(inline)
    elseif inline.t ~= "SoftBreak" and inline.t ~= "Space" and inline.t ~= "LineBreak" then
      return pandoc.List({})
    end
  end
  return images
end

local function as_figure(image)
  local label, caption = image.identifier, pandoc.Plain(image.caption)
  image.identifier = ""
  return pandoc.Figure({ pandoc.Plain({ image }) }, { long = { caption } }, pandoc.Attr(label))
end

-- In a journal's format a paragraph of images stays one, for Quarto numbers that.
local function insert_image_paragraph(para)
  local images = images_of(para)
  if #images == 0 then
    return nil
  elseif not show.is_ours then
    return para:walk({
      Image = function(image)
        local entry = entry_of(image)
        set_image(image)
        image.caption = with_level(image.caption, entry)
        return image
      end,
    }), false
  end
  local blocks = pandoc.Blocks({})
  for _, image in ipairs(images) do
    blocks:extend((insert_figure(as_figure(image))))
  end
  return blocks, false
end

-- Several figures under one caption. It tells once which data all rest on, where these are of one level.
local function insert_group(div)
  if not show.is_ours or not div.identifier:match("^fig%-") then
    return nil
  end
  local figures, said, level = pandoc.List({}), pandoc.Blocks({}), nil
  local is_of_one_level = true
  for _, block in ipairs(div.content) do
    local found = block.t == "Figure" and { block } or images_of(block):map(as_figure)
    for _, figure in ipairs(found) do
      local entry = figure_of(figure.content)
      level = level or entry.level
      is_of_one_level = is_of_one_level and entry.level == level
      figures:insert({ figure, entry })
    end
    if #found == 0 then
      said:insert(block)
    end
  end
  if is_of_one_level and level and #said > 0 then
    with_level(said[#said].content, { level = level })
  end
  div.content = pandoc.Blocks({})
  for _, pair in ipairs(figures) do
    div.content:extend(figure_with_drawing(pair[1], pair[2], not is_of_one_level))
  end
  div.content:extend(said)
  return div, false
end

-- Tables that are typed in the text: of words and of facts ------------------------------------------

local TYPED = "typed-table"

-- Quarto's reader leaves a label in the caption.
local function take_label(tbl, caption)
  local label = tbl.identifier
  tbl.identifier = ""
  for index, inline in ipairs(caption) do
    local found = inline.t == "Str" and inline.text:match("^{#(tbl%-[%w_-]+)")
    if found then
      label = found
      for _ = index, #caption do
        caption:remove()
      end
    end
  end
  if #caption > 0 and caption[#caption].t == "Space" then
    caption:remove()
  end
  return label
end

-- Tables as they are written, with label and caption where those of the results have them.
local function mark_typed(tbl)
  local caption = pandoc.utils.blocks_to_inlines(tbl.caption.long)
  local label = take_label(tbl, caption)
  tbl.caption.long = pandoc.Blocks({})
  tbl.classes:insert(TYPED)
  if #caption == 0 then
    return tbl
  end
  local blocks = pandoc.Blocks({ tbl, pandoc.Para(caption) })
  return label == "" and blocks or pandoc.Div(blocks, pandoc.Attr(label))
end

-- Laid out when the facts stand in it.
local function lay_out_typed(tbl)
  if not tbl.classes:includes(TYPED) then
    return nil
  end
  tbl.classes = tbl.classes:filter(function(class)
    return class ~= TYPED
  end)
  local is_short
  tbl, is_short = layout(tbl)
  local laid_out = show.table(tbl)
  return show.is_typst and is_short and show.block("in-one-piece", { laid_out }) or laid_out
end

-- The start of a new page ----------------------------------------------------------------------------

local PAGES = { ["{{< pagebreak >}}"] = true, ["\\newpage"] = true, ["\\pagebreak"] = true, ["\\clearpage"] = true }

local function new_page(block)
  local text = block.text or stringify(block)
  local shortcode = not block.text and #block.content == 1 and block.content[1]
  if shortcode and shortcode.t == "Span" then -- as Quarto reads it
    text = shortcode.attributes["data-raw"] or text
  end
  if not PAGES[text] then
    return nil
  elseif show.is_typst then
    return pandoc.RawBlock("typst", "#pagebreak(weak: true)")
  elseif show.is_docx then
    return pandoc.RawBlock("openxml", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
  end
  return pandoc.RawBlock("html", '<div class="new-page"></div>')
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
      if show.is_ours then
        doc.blocks = doc.blocks:walk({ Table = mark_typed, Para = new_page, RawBlock = new_page })
      end
      doc.blocks = doc.blocks:walk({ Div = insert_table })
      doc.blocks = doc.blocks:walk({
        traverse = "topdown",
        Div = insert_group,
        Figure = insert_figure,
        Para = insert_image_paragraph,
      })
      doc.blocks = doc.blocks:walk({
        Header = function(header)
          return header:walk(plain)
        end,
      })
      doc.blocks = doc.blocks:walk(linked)
      doc.blocks = doc.blocks:walk({ Table = lay_out_typed })
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
