--[[
Several figures under one caption and number, as Quarto's authors write them; results.lua has put the
drawings in by now:

  ::: {#fig-both layout-ncol=2}
  ![One.](figures/one){#fig-one}

  ![Two.](figures/two){#fig-two}

  The caption of both.
  :::

Side by side in HTML and PDF. Word has no such thing but layout tables, which no screen reader can read:
there the drawings of a row stand in one line, over what is said of each.
]]

local LINE, GAP = 90, 4 -- in Word: percent of the line for the drawings of a row, and between two of them

return function(show)
  local subfigures = {}

  local function columns_of(div, count)
    local columns, rows = tonumber(div.attributes["layout-ncol"]), tonumber(div.attributes["layout-nrow"])
    return columns or (rows and math.ceil(count / rows)) or 1
  end

  -- Each figure with what follows it (records and data on the page).
  local function cells_of(div)
    local cells = pandoc.List({})
    for _, block in ipairs(div.content) do
      if block.t == "Figure" then
        cells:insert({ figure = block, after = pandoc.Blocks({}) })
      elseif #cells > 0 then
        cells[#cells].after:insert(block)
      end
    end
    return cells
  end

  -- "(a) What it shows."; `letter(label)` gives the "(a)".
  local function caption_of(cell, letter)
    local caption = pandoc.utils.blocks_to_inlines(cell.figure.caption.long)
    local start = letter(cell.figure.identifier)
    if #caption > 0 then
      start:insert(pandoc.Space())
    end
    return start .. caption
  end

  local function in_typst(cells, columns, letter)
    local blocks = pandoc.Blocks({ pandoc.RawBlock("typst", ("#subfigures(%d)["):format(columns)) })
    for index, cell in ipairs(cells) do
      if index > 1 then
        blocks:insert(pandoc.RawBlock("typst", "]["))
      end
      blocks:extend(cell.figure.content)
      blocks:insert(pandoc.RawBlock("typst", "#subcaption["))
      blocks:insert(pandoc.Plain(caption_of(cell, letter)))
      blocks:insert(pandoc.RawBlock("typst", ("]<%s>"):format(cell.figure.identifier)))
    end
    blocks:insert(pandoc.RawBlock("typst", "]"))
    return blocks
  end

  local function in_html(cells, columns, letter)
    local function html(text)
      return pandoc.RawBlock("html", text)
    end
    local blocks = pandoc.Blocks({ html(('<div class="subfigures" style="--columns:%d">'):format(columns)) })
    for _, cell in ipairs(cells) do
      blocks:insert(html(('<div><figure id="%s">'):format(cell.figure.identifier)))
      blocks:extend(cell.figure.content)
      blocks:insert(html("<figcaption>"))
      blocks:insert(pandoc.Plain(caption_of(cell, letter)))
      blocks:insert(html("</figcaption></figure>"))
      blocks:extend(cell.after)
      blocks:insert(html("</div>"))
    end
    blocks:insert(html("</div>"))
    return blocks
  end

  local function image_of(figure)
    local found
    figure:walk({
      Image = function(image)
        found = found or image
      end,
    })
    return found
  end

  local function in_word(cells, columns, letter)
    local blocks = pandoc.Blocks({})
    for first = 1, #cells, columns do
      local images, said = pandoc.Inlines({}), pandoc.Inlines({})
      for index = first, math.min(first + columns - 1, #cells) do
        if #images > 0 then
          images:insert(pandoc.Space())
          said:insert(pandoc.Space())
        end
        local image = image_of(cells[index].figure)
        image.identifier = ""
        image.attributes.width = ("%d%%"):format(columns == 1 and 100 or (LINE - GAP * columns) // columns)
        images:insert(image)
        said:extend(caption_of(cells[index], letter))
      end
      if #images == 1 then
        images:insert(pandoc.Space()) -- alone in a paragraph it would be a figure to Quarto
      end
      blocks:extend({ show.styled("Captioned Figure", images), show.styled("Subcaption", said) })
    end
    return blocks
  end

  -- The group without its caption; `letter(label)` gives "(a)" as inlines.
  function subfigures.lay_out(div, letter)
    local cells = cells_of(div)
    local columns = columns_of(div, #cells)
    if show.is_typst then
      return in_typst(cells, columns, letter)
    elseif show.is_docx then
      return in_word(cells, columns, letter)
    end
    return in_html(cells, columns, letter)
  end

  return subfigures
end
