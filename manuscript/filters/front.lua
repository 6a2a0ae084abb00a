-- What stands before the first section: banner, abstract and keywords, the same in every format.

return function(build, show, marks)
  local words = build.words
  local front = {}

  local function strong(text)
    return pandoc.Strong(show.words(text))
  end

  local function banner()
    local items = pandoc.List({})
    for _, item in ipairs(build.banner.items) do
      local line = show.mark(item.level)
      line:insert(pandoc.Space())
      line:insert(strong(item.name .. ":"))
      line:insert(pandoc.Space())
      line:extend(show.words(item.text .. ", " .. item["in"]))
      for index, folder in ipairs(item.folders) do
        line:insert(pandoc.Space())
        line:insert(pandoc.Code(folder))
        line:insert(pandoc.Str(index < #item.folders and "," or "."))
      end
      items:insert({ pandoc.Plain(line) })
    end
    local lead = pandoc.Inlines({ strong(build.banner.title .. ".") })
    lead:insert(pandoc.Space())
    lead:extend(show.words(build.banner.lead))
    local blocks = pandoc.Blocks({ pandoc.Para(lead), pandoc.BulletList(items) })
    if show.is_docx then -- a list would have a style of its own
      blocks = pandoc.Blocks({ pandoc.Para(lead) })
      for _, item in ipairs(items) do
        blocks:insert(pandoc.Para(item[1].content))
      end
    elseif show.is_html then
      return pandoc.Div(blocks, pandoc.Attr("", { "banner" }, { role = "note" }))
    end
    return show.block("banner", blocks)
  end

  local function abstract(meta)
    local kind = pandoc.utils.type(meta)
    local blocks = kind == "Blocks" and meta or pandoc.Blocks({ pandoc.Para(meta) })
    local title = show.block("abstract-title", { pandoc.Para({ strong(words.abstract) }) })
    if show.is_docx then
      return pandoc.Blocks({ title, show.block("abstract", blocks) })
    end
    return pandoc.Blocks({ show.block("abstract", pandoc.Blocks({ title }) .. blocks) })
  end

  local function keywords()
    local line = pandoc.Inlines({ pandoc.Emph(show.words(words.keywords .. ":")), pandoc.Space() })
    line:extend(show.words(table.concat(build.metadata.keywords, ", ")))
    return show.block("keywords", { pandoc.Para(line) })
  end

  -- Word has no title block for affiliations: one paragraph per author, under the names.
  local function affiliations()
    local blocks = pandoc.Blocks({})
    for _, author in ipairs(build.metadata.alianzas.authors) do
      local parts = pandoc.List({})
      for _, name in ipairs({ "affiliation", "email", "orcid" }) do
        if author[name] then
          parts:insert(author[name])
        end
      end
      if #parts > 0 then
        local text = author.name .. ": " .. table.concat(parts, ", ")
        blocks:insert(show.block("affiliation", { pandoc.Para(show.words(text)) }))
      end
    end
    return blocks
  end

  -- The blocks before the first section. Where a journal's template has places for abstract and
  -- keywords, they stay in the metadata.
  function front.matter(meta)
    local blocks = pandoc.Blocks({})
    if show.is_docx then
      blocks:extend(affiliations())
    end
    if build.banner then
      blocks:insert(banner())
    end
    if meta.abstract and show.is_ours then
      blocks:extend(abstract(meta.abstract))
      if #build.metadata.keywords > 0 then
        blocks:insert(keywords())
      end
    end
    return blocks
  end

  -- What the build makes strings of Typst from, beside the words; all others are people's words alone.
  local strings = { ["typst-authors"] = "markdown", ["typst-keywords"] = "markdown" }

  -- A value of the build's as metadata; texts are Markdown, as they are in a header.
  local function as_metadata(value, format)
    format = format or build.words_only
    if type(value) == "string" then
      -- An image would be embedded, whatever file it is.
      local blocks = pandoc.read(value, format).blocks:walk({
        Image = function(image) return image.caption end,
      })
      return pandoc.utils.blocks_to_inlines(blocks)
    elseif type(value) ~= "table" then
      return value
    elseif next(value) == nil then -- a list of nobody; a map without entries would count as one entry
      return pandoc.List({})
    end
    local found = {}
    for name, part in pairs(value) do
      found[name] = as_metadata(part, strings[name] or format)
    end
    return found
  end

  local function replaced(value, filter)
    local kind = pandoc.utils.type(value)
    if kind == "Inlines" or kind == "Blocks" then
      return value:walk(filter)
    elseif kind == "List" then
      return value:map(function(item)
        return replaced(item, filter)
      end)
    end
    return value
  end

  -- The document's own header without what the study does not have.
  function front.chosen(meta, conditions)
    for name, value in pairs(meta) do
      meta[name] = replaced(value, conditions)
    end
    return meta
  end

  -- The metadata with what the build knows, each fact in its place, and the cards for the web page.
  -- What the document's own header says stands.
  function front.metadata(meta, linked, plain)
    for name, value in pairs(build.metadata) do
      if meta[name] == nil then
        meta[name] = as_metadata(value)
      end
    end
    if not quarto then
      meta.authors = nil -- Quarto's way of giving the formats of journals what they ask for
    end
    local has_style = meta.csl or FORMAT:match("typst") or FORMAT:match("latex") -- a journal's own
    if show.is_ours or not has_style then
      meta.csl = as_metadata(pandoc.path.join({ build.results, build.style }))
    end
    for name, value in pairs(meta) do
      meta[name] = replaced(value, name == "abstract" and linked or plain)
    end
    if meta.abstract and not show.is_ours then -- it stays here, in the place that the journal has for it
      local settle = marks.settle_inlines
      if pandoc.utils.type(meta.abstract) == "Blocks" then
        settle = marks.settle
      end
      meta.abstract = settle(meta.abstract)
    end
    if show.is_html and build.cards then
      meta.cards = pandoc.MetaBlocks({ pandoc.RawBlock("html", build.cards) })
    end
    return meta
  end

  return front
end
