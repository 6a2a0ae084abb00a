--[[
Puts the results into the article. Both render engines run this filter first: Quarto as
`{at: pre-ast, path: filters/results.lua}` (later would be too late for its cross-references), the
embedded engine with `--lua-filter`.

  [survey.n]{.fact}, options show="interval" and show="n"   a number or phrase of facts.json
  ::: {#tbl-drivers table="drivers"} … :::                  a table; what stands inside is the caption
  ![Caption.](figures/flow){#fig-flow}                      a figure in the article's language

What it needs lies beside the article in article.json, written by alianzas.manuscript.assemble.
]]

local file = assert(io.open("article.json", "r"), "article.json is missing: render with alianzas")
local build = pandoc.json.decode(file:read("a"), false)
file:close()

local show = dofile("filters/show.lua")(build)
local front = dofile("filters/front.lua")(build, show)
local stringify = pandoc.utils.stringify

local function missing(what, name)
  error("the article shows the " .. what .. " '" .. name .. "', which is not in article.json")
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

local function characters(cell)
  local longest = 0
  local text = stringify(cell.contents)
  for word in text:gmatch("%S+") do
    longest = math.max(longest, utf8.len(word) or #word)
  end
  return utf8.len(text) or #text, longest
end

local function natural_widths(tbl)
  for column, spec in ipairs(tbl.colspecs) do
    tbl.colspecs[column] = { spec[1], nil }
  end
  return tbl
end

-- Characters a line of a table holds before Typst is left to fit the columns itself.
local LINE = 96

-- Word lays a table out by the widths it is given: share the line out by what the columns hold.
-- Typst does better by itself where the columns together are wider than the line.
local function share_widths(tbl)
  local wish, total = {}, 0
  for column = 1, #tbl.colspecs do
    wish[column] = 4
  end
  local function look(row)
    local filled = 0
    for _, cell in ipairs(row.cells) do
      filled = filled + (#cell.contents > 0 and stringify(cell.contents) ~= "" and 1 or 0)
    end
    for column, cell in ipairs(row.cells) do
      local whole, word = characters(cell)
      if filled > 1 then
        wish[column] = math.max(wish[column], math.min(whole, 34), word)
      end
    end
  end
  for _, row in ipairs(tbl.head.rows) do
    for column, cell in ipairs(row.cells) do
      local _, word = characters(cell)
      wish[column] = math.max(wish[column], word)
    end
  end
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      look(row)
    end
  end
  for _, width in ipairs(wish) do
    total = total + width + 2
  end
  if show.is_typst and total > LINE then
    return natural_widths(tbl)
  end
  for column, spec in ipairs(tbl.colspecs) do
    tbl.colspecs[column] = { spec[1], (wish[column] + 2) / total }
  end
  return tbl
end

local function insert_table(div)
  local id = div.attributes.table
  if not id then
    return nil
  end
  local entry = build.tables[id] or missing("table", id)
  div.attributes.table = nil
  local caption = div.content
  local inserted = pandoc.read(entry.markdown, "markdown").blocks
  local content, note = pandoc.Blocks({}), pandoc.Inlines({})
  for _, block in ipairs(inserted) do
    if block.t == "Table" then
      if show.is_typst then
        block.classes:insert("typst:no-figure") -- the float around it is the figure
      end
      content:insert(show.table(show.is_html and natural_widths(block) or share_widths(block)))
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
  content:extend(show.download(entry))
  content:extend(caption)
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
  image.src = entry.file
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
  figure.content = figure.content:walk({ Image = set_image })
  local caption = pandoc.utils.blocks_to_inlines(figure.caption.long)
  figure.caption.long = pandoc.Blocks({ pandoc.Plain(with_level(caption, entry)) })
  local after = show.download(entry)
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
  return pandoc.Blocks({ pandoc.Para({ image }) }) .. show.download(entry)
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
      doc.meta = front.metadata(doc.meta, linked, plain)
      doc.blocks = front.matter(doc.meta) .. doc.blocks
      doc.meta.abstract = nil
      return doc
    end,
  },
}
