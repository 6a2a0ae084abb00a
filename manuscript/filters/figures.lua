-- The study's figures: the drawing in the article's language, its alternative text, what it rests on, and
-- on the page the records and the data. A figure is one image, or several under one caption.

return function(build, show, marks)
  local figures = {}
  local lists = dofile("filters/lists.lua")(build, show)

  -- Quarto gives an image without an ending that of the format.
  local function name_of(id)
    return (id:gsub("%.%a+$", ""))
  end

  local function entry_of(image)
    local id = image.src:match("^figures/(.+)$")
    return id and (build.figures[name_of(id)] or build.missing("figure", name_of(id)))
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
      pandoc.mediabag.insert(image.src, media_type, build.read(file) or build.missing("file", file))
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
    local words, levels = show.level_words(entry)
    if #words > 0 then
      inlines:insert(pandoc.Space())
      inlines:insert(marks.said(words, levels))
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

  function figures.insert(figure)
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

  -- In a journal's format an image in a paragraph of its own stays one, for Quarto numbers that.
  function figures.insert_paragraph(para)
    local blocks = pandoc.Blocks({})
    for _, image in ipairs(images_of(para)) do
      if show.is_ours then
        blocks:extend((figures.insert(as_figure(image))))
      else
        local entry = entry_of(image)
        set_image(image)
        image.caption = with_level(image.caption, entry)
        blocks:insert(pandoc.Para({ image }))
      end
    end
    if #blocks > 0 then
      return blocks, false
    end
  end

  -- Several figures under one caption. It tells once which data all rest on, where these are of one level.
  function figures.insert_group(div)
    if not show.is_ours or not div.identifier:match("^fig%-") then
      return nil
    end
    local drawn, said, level = pandoc.List({}), pandoc.Blocks({}), nil
    local is_of_one_level = true
    for _, block in ipairs(div.content) do
      local found = block.t == "Figure" and { block } or images_of(block):map(as_figure)
      for _, figure in ipairs(found) do
        local entry = figure_of(figure.content)
        level = level or entry.level
        is_of_one_level = is_of_one_level and entry.level == level
        drawn:insert({ figure, entry })
      end
      if #found == 0 then
        said:insert(block)
      end
    end
    if is_of_one_level and level and #said > 0 then
      with_level(said[#said].content, { level = level })
    end
    div.content = pandoc.Blocks({})
    for _, pair in ipairs(drawn) do
      div.content:extend(figure_with_drawing(pair[1], pair[2], not is_of_one_level))
    end
    div.content:extend(said)
    return div, false
  end

  return figures
end
