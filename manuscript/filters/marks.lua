--[[
Where a reader is told which data a result rests on. "In reach" of a value that a text prints is its block: the
paragraph, list item, caption or footnote that it stands in, or the table with its note.

  all results of a block of one level    one label at its end: "§ simulated data"
  several levels, observed ones too      the sign at each result below observed, and at the end of the block
                                         each sign with its words
  headings and titles                    the sign at the result: no block goes with them

Settings are no results and count for nothing here. results.lua leaves a mark that is still open after each result;
when all results stand in the text, the marks are settled block by block.
]]

return function(build, show)
  local marks = {}
  local OPEN, SAID = "open-mark", "levels-said"

  -- An open mark, after a result of `level`.
  function marks.open(level)
    return pandoc.Span({}, pandoc.Attr("", { OPEN }, { level = level }))
  end

  -- Inlines that say in words of which levels something is: no label says it again in that block.
  function marks.said(inlines, levels)
    return pandoc.Span(inlines, pandoc.Attr("", { SAID }, { levels = table.concat(levels, " ") }))
  end

  local Levels = {}
  Levels.__index = Levels

  -- The levels of the open marks in some text, those that are said, and whether they are of one level.
  local function levels_in(text)
    local found = setmetatable({ open = {}, said = {}, count = 0 }, Levels)
    text:walk({
      Span = function(span)
        if span.classes:includes(OPEN) then
          local level = span.attributes.level
          if not found.open[level] then
            found.open[level] = true
            found.count = found.count + 1
          end
        elseif span.classes:includes(SAID) then
          for level in span.attributes.levels:gmatch("%S+") do
            found.said[level] = true
          end
        end
      end,
    })
    return found
  end

  -- The levels below observed that are not said yet, from the strongest.
  function Levels:unsaid()
    local levels = pandoc.List({})
    for _, level in ipairs(build.levels) do
      if self.open[level] and not self.said[level] and show.is_marked(level) then
        levels:insert(level)
      end
    end
    return levels
  end

  -- The text without open marks: each is its sign where levels mix, else nothing.
  local function close(text, found)
    return text:walk({
      Span = function(span)
        if span.classes:includes(OPEN) then
          return found.count > 1 and show.mark(span.attributes.level) or {}
        elseif span.classes:includes(SAID) then
          return span.content
        end
      end,
    })
  end

  -- The inlines of a block, its marks settled.
  function marks.settle_inlines(inlines)
    local found = levels_in(inlines)
    inlines = close(inlines, found)
    local unsaid = found:unsaid()
    if #unsaid > 0 then
      inlines:insert(pandoc.Space())
      inlines:extend(show.labels(unsaid))
    end
    return inlines
  end

  local function settle_block(block)
    local alone = #block.content == 1 and block.content[1]
    if alone and alone.t == "Image" then -- in a journal's format a figure, and its text a caption
      alone.caption = marks.settle_inlines(alone.caption)
      return block.t == "Para" and pandoc.Para({ alone }) or pandoc.Plain({ alone })
    end
    block.content = marks.settle_inlines(block.content)
    return block
  end

  local function settle_lines(lines)
    local found = levels_in(lines)
    lines = close(lines, found)
    local unsaid = found:unsaid()
    if #unsaid > 0 then
      lines.content[#lines.content]:extend({ pandoc.Space() } .. show.labels(unsaid))
    end
    return lines
  end

  -- Blocks with all marks settled; what stands in no block, such as the term of a definition, gets its sign.
  function marks.settle(blocks)
    blocks = blocks:walk({ Para = settle_block, Plain = settle_block, LineBlock = settle_lines })
    return close(blocks, { count = 2 })
  end

  -- A table of words and results, its marks settled, and what its note has to say.
  function marks.settle_table(tbl)
    local found = levels_in(tbl)
    local note, unsaid = pandoc.Inlines({}), found:unsaid()
    tbl = close(tbl, found)
    if #unsaid > 0 then
      note = close(show.level_words({ marked = unsaid }), found)
    end
    return tbl, note
  end

  return marks
end
