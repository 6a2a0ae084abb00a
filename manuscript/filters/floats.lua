-- Figures, tables and listings with caption and number, as each format wants them. `labels` (crossref.lua)
-- knows the kind, the number and the title of each.

return function(show, word, names, prefix, labels)
  local floats = {}
  local subfigures = dofile("filters/subfigures.lua")(show)

  local function captioned(label, caption)
    local kind = labels.kind_of(label)
    local start = pandoc.Inlines({ pandoc.Str(labels.title(label) .. ":"), pandoc.Space() })
    if show.is_docx then
      start = word.numbered_title(label, names[kind], prefix, labels.numbers[label]:sub(#prefix + 1))
    end
    return start .. caption
  end

  local function typst_numbering()
    return prefix == "" and '"1"' or ("n => %s + str(n)"):format(show.typst_string(prefix))
  end

  -- In Typst the float counts itself; its kind is Quarto's, so that one template serves both.
  local function typst_float(label, content, caption, position)
    local kind = labels.kind_of(label)
    local blocks = pandoc.Blocks({ pandoc.RawBlock("typst", "#figure([") })
    blocks:extend(content)
    blocks:insert(pandoc.RawBlock("typst", ("], caption: figure.caption(position: %s, ["):format(position)))
    blocks:insert(pandoc.Plain(caption))
    blocks:insert(pandoc.RawBlock("typst",
      (']), kind: "quarto-float-%s", supplement: "%s", numbering: %s)<%s>'):format(
        kind, names[kind], typst_numbering(), label)))
    return blocks
  end

  -- Pandoc's Typst writer drops the alternative text of an image. The drawing itself stands in the text:
  -- Typst reads no file above the folder it is given, and Quarto gives it that of the manuscript.
  local function typst_image(image)
    local file = assert(io.open(image.src, "r"))
    local drawing = file:read("a")
    file:close()
    local width = image.attributes.width and ", width: " .. image.attributes.width or ""
    return pandoc.RawInline("typst", ('#image(bytes(%s), format: "svg", alt: %s%s)'):format(
      show.typst_string(drawing), show.typst_string(image.attributes.alt or ""), width))
  end

  -- A float of the web page in its own tags: Quarto has others in mind for what it takes for a float.
  local function html_float(tag, content, caption, after)
    local blocks = pandoc.Blocks({ pandoc.RawBlock("html", tag) })
    blocks:extend(content)
    blocks:insert(pandoc.RawBlock("html", "<figcaption>"))
    blocks:insert(pandoc.Plain(caption))
    blocks:insert(pandoc.RawBlock("html", "</figcaption>"))
    blocks:extend(after or {})
    blocks:insert(pandoc.RawBlock("html", "</figure>"))
    return blocks
  end

  function floats.caption_figure(figure)
    local label = figure.identifier
    if labels.kind_of(label) ~= "fig" then
      return nil
    end
    local caption = pandoc.utils.blocks_to_inlines(figure.caption.long)
    if show.is_typst then
      local content = figure.content:walk({ Image = typst_image })
      return typst_float(label, content, caption, "bottom")
    end
    caption = captioned(label, caption)
    if show.is_html then
      return html_float(('<figure id="%s">'):format(label), figure.content, caption)
    end
    figure.caption.long = pandoc.Blocks({ pandoc.Plain(caption) })
    figure.identifier = quarto and "" or label -- Quarto would number it; the caption's bookmark serves
    return figure
  end

  -- "(a)" of a subfigure.
  local function letter(label)
    local text = labels.parts[label].letter
    if show.is_docx then
      local bookmarked = word.bookmark(word.number_of(label), { pandoc.Str(text) })
      return pandoc.Inlines({ pandoc.Str("("), bookmarked, pandoc.Str(")") })
    end
    return pandoc.Inlines({ pandoc.Str("(" .. text .. ")") })
  end

  function floats.caption_group(div)
    local label = div.identifier
    if labels.kind_of(label) ~= "fig" then
      return nil
    end
    local caption = pandoc.utils.blocks_to_inlines({ div.content[#div.content] })
    div.content:remove()
    if show.is_typst then
      local content = subfigures.lay_out(div, letter):walk({ Image = typst_image })
      return typst_float(label, content, caption, "bottom"), false
    end
    local content = subfigures.lay_out(div, letter)
    caption = captioned(label, caption)
    if show.is_html then
      return html_float(('<figure id="%s">'):format(label), content, caption), false
    end
    return content .. { show.styled("Image Caption", caption) }, false
  end

  -- Tables and listings: the caption stands over them.
  function floats.caption_table(div)
    local label = div.identifier
    if labels.kind_of(label) ~= "tbl" and labels.kind_of(label) ~= "lst" then
      return nil
    end
    local caption = pandoc.utils.blocks_to_inlines({ div.content[#div.content] })
    div.content:remove()
    if show.is_typst then
      return typst_float(label, div.content, caption, "top")
    end
    caption = captioned(label, caption)
    if show.is_docx then
      return pandoc.Blocks({ show.block("table-caption", { pandoc.Para(caption) }) }) .. div.content
    end
    local opened = ('<div id="%s" class="float">\n<figure>'):format(label)
    return html_float(opened, {}, caption, div.content) .. { pandoc.RawBlock("html", "</div>") }
  end

  return floats
end
