-- How a fact, a mark or a note looks in each format. Returns a function of the build's content.

local escapes = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }
local function html_text(text)
  return (text:gsub('[&<>"]', escapes))
end

local function quoted(text) -- a Typst string
  return '"' .. text:gsub('[\\"]', "\\%0") .. '"'
end

return function(build)
  local show = { html_text = html_text, typst_string = quoted }

  -- Which of our own looks the document has. Where a journal's format brings a template of its own,
  -- none: it gets what Pandoc and every template know, and Quarto numbers and refers to it.
  function show.learn(meta)
    show.is_ours = meta["house-style"] == true
    show.served = meta["served-from"] and pandoc.utils.stringify(meta["served-from"])
    for _, name in ipairs({ "html", "docx", "typst" }) do
      show["is_" .. name] = show.is_ours and FORMAT:match(name) ~= nil
    end
  end

  -- Figures are drawn as vectors where the format takes them.
  show.drawing = (FORMAT:match("html") or FORMAT:match("typst")) and "svg" or "png"

  -- The words of a text; no-break spaces stay inside their word.
  function show.words(text)
    local inlines = pandoc.Inlines({})
    for word in text:gmatch("[^ ]+") do
      if #inlines > 0 then
        inlines:insert(pandoc.Space())
      end
      inlines:insert(pandoc.Str(word))
    end
    return inlines
  end

  -- The words of a level below observed, and nil for observed. What has no level is not printed.
  local function below_observed(level)
    local mark = level and build.marks[level]
    if not mark and level ~= "observed" then
      build.stop(("a result has the level of provenance \"%s\". Build it again with `make paper`."):format(
        tostring(level)))
    end
    return mark
  end

  function show.is_marked(level)
    return below_observed(level) ~= nil
  end

  -- The sign of a level below observed, in its colour; nothing for observed.
  function show.mark(level)
    local mark = below_observed(level)
    if not mark then
      return pandoc.Inlines({})
    end
    if show.is_html then
      return pandoc.Inlines({
        pandoc.RawInline(
          "html",
          ('<sup class="mark %s" title="%s">%s</sup>'):format(
            level, html_text(mark.name), html_text(mark.sign))
        ),
      })
    elseif show.is_typst then
      return pandoc.Inlines({
        pandoc.RawInline("typst", ("#provenance-mark(%s, %s);"):format(
          quoted(level), quoted(mark.sign))),
      })
    elseif show.is_docx then
      local style = "Mark " .. level
      return pandoc.Inlines({
        pandoc.Span({ pandoc.Str(mark.sign) }, pandoc.Attr("", {}, { ["custom-style"] = style })),
      })
    end
    return pandoc.Inlines({ pandoc.Superscript({ pandoc.Str(mark.sign) }) })
  end

  -- A level in words with its sign, at the end of what rests on it: "§ simulated data". It stays in one line.
  local function label(level)
    local mark = below_observed(level)
    local words = mark.sign .. "\u{a0}" .. mark.label:gsub(" ", "\u{a0}")
    if show.is_html then
      return pandoc.Inlines({
        pandoc.RawInline("html", ('<span class="level-label %s" title="%s">%s</span>'):format(
          level, html_text(mark.note), html_text(words))),
      })
    elseif show.is_typst then
      return pandoc.Inlines({
        pandoc.RawInline("typst", ("#level-label(%s, %s);"):format(quoted(level), quoted(words))),
      })
    elseif show.is_docx then
      local style = { ["custom-style"] = "Label " .. level }
      return pandoc.Inlines({ pandoc.Span({ pandoc.Str(words) }, pandoc.Attr("", {}, style)) })
    end
    return pandoc.Inlines({ pandoc.Str("[" .. words .. "]") })
  end

  -- The labels of several levels.
  function show.labels(levels)
    local inlines = pandoc.Inlines({})
    for index, level in ipairs(levels) do
      if index > 1 then
        inlines:insert(pandoc.Space())
      end
      inlines:extend(label(level))
    end
    return inlines
  end

  -- A result whose mark is settled with its block (marks.lua gives `open`). In HTML it links to its card.
  function show.fact(text, entry, open)
    local inlines = show.words(text)
    if show.is_html and entry.card then
      local length = utf8.len(text) > 40 and " long" or ""
      inlines:insert(1, pandoc.RawInline("html",
        ('<a class="fact %s%s" href="#%s" aria-describedby="%s">'):format(
          entry.level or "design", length, html_text(entry.card), html_text(entry.card))))
      inlines:insert(pandoc.RawInline("html", "</a>"))
    end
    if not entry.no_data then
      below_observed(entry.level)
      inlines:insert(open(entry.level))
    end
    return inlines
  end

  -- A fact where no link may stand and no label follows: headings, the title.
  function show.plain_fact(text, entry)
    local inlines = show.words(text)
    if not entry.no_data then
      inlines:extend(show.mark(entry.level))
    end
    return inlines
  end

  -- What a caption or a note says of data that were not observed; of a table with cells of several
  -- levels, of each. Returns the levels, too.
  function show.level_words(entry)
    local inlines, levels = pandoc.Inlines({}), pandoc.List({})
    for _, level in ipairs(entry.marked or { entry.level }) do
      local mark = below_observed(level)
      if mark then
        if #inlines > 0 then
          inlines:insert(pandoc.Space())
        end
        inlines:extend(show.mark(level))
        inlines:insert(pandoc.Space())
        inlines:extend(show.words(mark.note))
        levels:insert(level)
      end
    end
    return inlines, levels
  end

  -- The mark of a cell, `[§]{.provenance .simulated}`.
  function show.cell_mark(span)
    if span.classes[1] == "provenance" then
      return show.mark(span.classes[2])
    end
  end

  -- A paragraph of Word with a style of its own.
  function show.styled(style, inlines)
    return pandoc.Div({ pandoc.Para(inlines) }, pandoc.Attr("", {}, { ["custom-style"] = style }))
  end

  -- Blocks that have a look of their own: a class, a Typst function or a Word style of one name.
  function show.block(name, blocks)
    if show.is_typst then
      local result = pandoc.Blocks({ pandoc.RawBlock("typst", "#" .. name .. "[") })
      result:extend(blocks)
      result:insert(pandoc.RawBlock("typst", "]"))
      return pandoc.Div(result)
    elseif show.is_docx then
      local style = name:gsub("-", " "):gsub("(%a)(%a*)", function(first, rest)
        return first:upper() .. rest
      end)
      return pandoc.Div(blocks, pandoc.Attr("", {}, { ["custom-style"] = style }))
    end
    return pandoc.Div(blocks, pandoc.Attr("", { name }))
  end

  -- A formula for Typst, with its LaTeX source as alternative text (PDF/UA wants one).
  function show.typst_formula(math, settings, label)
    local typst = pandoc.write(pandoc.Pandoc({ pandoc.Plain({ math }) }), "typst")
    local alt = math.text:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")
    return pandoc.RawInline("typst", ("#{set math.equation(alt: %s%s); [%s%s]}"):format(
      quoted(alt), settings or "", typst:gsub("%s+$", ""), label and " <" .. label .. ">" or ""))
  end

  -- Typst takes an apostrophe after a fact for the start of a quotation.
  function show.apostrophe(str)
    local rest = str.text:match("^’(.*)$")
    if rest then
      return { pandoc.RawInline("typst", "’"), pandoc.Str(rest) }
    end
  end

  -- A list of tasks: its boxes are signs enough.
  function show.list(list)
    for _, item in ipairs(list.content) do
      local first = item[1] and item[1].content and item[1].content[1]
      local is_task = first and first.t == "Str" and (first.text == "☐" or first.text == "☒")
      if not show.is_typst or not is_task then
        return nil
      end
    end
    return show.block("task-list", { list })
  end

  -- A table; in HTML it scrolls by itself where the screen is narrow.
  function show.table(tbl)
    if not show.is_html then
      return tbl
    end
    return pandoc.Div({ tbl }, pandoc.Attr("", { "table-scroll" }, { tabindex = "0" }))
  end

  -- A file of the results as an address: where it is served from, or one that holds it.
  function show.data_address(file, media_type)
    if show.served then
      return show.served .. file
    end
    local text = build.read(file) or build.missing("file", file)
    -- Pandoc keeps base64 for what is no text.
    local address = pandoc.mediabag.make_data_uri("application/octet-stream", text)
    return "data:" .. media_type .. address:match(";base64,.*$")
  end

  -- A link to the data, in HTML only; `words` names what they are the data of.
  function show.download(entry, words)
    if not show.is_html or not entry.data then
      return pandoc.Blocks({})
    end
    return pandoc.Blocks({
      pandoc.RawBlock("html", ('<p class="data-link"><a download="%s" href="%s">%s</a></p>'):format(
        html_text(pandoc.path.filename(entry.data)),
        show.data_address(entry.data, "text/csv;charset=utf-8"),
        html_text(build.words["data." .. words]))),
    })
  end

  return show
end
