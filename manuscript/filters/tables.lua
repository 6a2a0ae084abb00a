-- Lays out a table: names of row groups over all columns, and the widths of the columns.
-- HTML and wide tables in Typst find their widths by themselves; Word has to be told.

local stringify = pandoc.utils.stringify

-- Characters a line holds, and lines a table may have to be kept on one page.
local LINE, SHORT = 96, 32
-- Characters of a cell that may claim width before it is wrapped.
local WIDEST = 34

-- References come out as about "Section 3.4,": their labels say nothing of their size.
local function as_printed(blocks)
  return blocks:walk({
    Cite = function(cite)
      return pandoc.Str(("Section\u{a0}3.4, "):rep(#cite.citations))
    end,
  })
end

local function size_of(cell)
  local text = stringify(as_printed(cell.contents))
  local longest = 0
  for word in text:gmatch("%S+") do
    longest = math.max(longest, utf8.len(word) or #word)
  end
  return utf8.len(text) or #text, longest
end

local function rows_of(tbl)
  local rows = pandoc.List({})
  for _, body in ipairs(tbl.bodies) do
    rows:extend(body.body)
  end
  return rows
end

-- A bold name that stands alone in its row.
local function is_group(row)
  local first = row.cells[1].contents[1]
  local bold = first and first.content and #first.content == 1 and first.content[1].t == "Strong"
  for index = 2, #row.cells do
    bold = bold and stringify(row.cells[index].contents) == ""
  end
  return bold and #row.cells > 1
end

-- What each column needs (its longest word) and asks for (its longest cell, up to a bound), with two
-- characters of space; and both sums.
local function wishes(tbl)
  local need, wish = {}, {}
  for column = 1, #tbl.colspecs do
    need[column], wish[column] = 4, 4
  end
  local function look(row, in_head)
    for column, cell in ipairs(row.cells) do
      local whole, word = size_of(cell)
      need[column] = math.max(need[column], word)
      wish[column] = math.max(wish[column], in_head and word or math.min(whole, WIDEST), word)
    end
  end
  for _, row in ipairs(tbl.head.rows) do
    look(row, true)
  end
  for _, row in ipairs(rows_of(tbl)) do
    if not is_group(row) then
      look(row, false)
    end
  end
  local needed, wished = 0, 0
  for column = 1, #wish do
    need[column], wish[column] = need[column] + 2, wish[column] + 2
    needed, wished = needed + need[column], wished + wish[column]
  end
  return need, wish, needed, wished
end

-- Whether the first column holds nothing but marks such as "SC1" or "10a".
local function starts_short(tbl)
  local longest = 0
  for _, row in ipairs(rows_of(tbl)) do
    if not is_group(row) then
      longest = math.max(longest, (size_of(row.cells[1])))
    end
  end
  return longest <= 6
end

-- The columns' shares of the line: as they wish, or, where that is too much, no less than they need.
local function shares(tbl)
  local need, wish, needed, wished = wishes(tbl)
  local spare = math.max(0, math.min(1, (LINE - needed) / math.max(1, wished - needed)))
  local total, result = 0, {}
  for column = 1, #wish do
    result[column] = need[column] + (wish[column] - need[column]) * (wished > LINE and spare or 1)
    total = total + result[column]
  end
  for column = 1, #wish do
    result[column] = result[column] / total
  end
  return result, wished
end

-- About how many lines the rows take.
local function count_lines(tbl, share)
  local lines = 1
  for _, row in ipairs(rows_of(tbl)) do
    local tallest = 1
    if not is_group(row) then
      for column, cell in ipairs(row.cells) do
        tallest = math.max(tallest, math.ceil(size_of(cell) / (share[column] * LINE)))
      end
    end
    lines = lines + tallest
  end
  return lines
end

-- Word's styles for cells; in a short table every line but the last is kept with the next.
local function style_cells(tbl, is_short)
  local function set(row, style)
    for _, cell in ipairs(row.cells) do
      local attributes = { ["custom-style"] = style }
      local line = pandoc.Para(pandoc.utils.blocks_to_inlines(cell.contents)) -- a Plain keeps its own
      cell.contents = { pandoc.Div({ line }, pandoc.Attr("", {}, attributes)) }
    end
  end
  local kept = is_short and "Table Line Kept" or "Table Line"
  for _, row in ipairs(tbl.head.rows) do
    set(row, "Table Line Kept")
  end
  local rows = rows_of(tbl)
  for index, row in ipairs(rows) do
    set(row, index < #rows and kept or "Table Line")
  end
end

local function has_references(tbl)
  local found = false
  tbl:walk({
    Cite = function()
      found = true
    end,
  })
  return found
end

return function(show)
  -- Returns the table laid out, and whether it is short enough to be kept in one piece.
  return function(tbl)
    local share, wished = shares(tbl)
    local is_short = count_lines(tbl, share) <= SHORT
    local natural = show.is_html or (show.is_typst and wished > LINE and not has_references(tbl))
    if show.is_html and starts_short(tbl) then
      tbl.classes:insert("starts-short")
    end
    for column, spec in ipairs(tbl.colspecs) do
      tbl.colspecs[column] = { spec[1], not natural and share[column] or nil }
    end
    for _, body in ipairs(tbl.bodies) do
      for _, row in ipairs(body.body) do
        if is_group(row) then
          row.cells[1].col_span = #row.cells
          row.cells = { row.cells[1] }
        end
      end
    end
    if show.is_docx then
      style_cells(tbl, is_short)
    elseif show.is_typst then
      tbl.classes:insert("typst:no-figure") -- the float around it is the figure
    end
    return tbl, is_short
  end
end
