-- Lays out a table: names of row groups over all columns, and the widths of the columns.
-- HTML and wide tables in Typst find their widths by themselves; Word has to be told.

local stringify = pandoc.utils.stringify

-- Characters a line holds, and lines a table may have to be kept on one page.
local LINE, SHORT = 96, 32
-- Characters of a cell that may claim width before it is wrapped.
local WIDEST = 34

local function size_of(cell)
  local text = stringify(cell.contents)
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

-- What each column asks for: its longest word, and its longest cell up to a bound.
local function wishes(tbl)
  local wish = {}
  for column = 1, #tbl.colspecs do
    wish[column] = 4
  end
  for _, row in ipairs(tbl.head.rows) do
    for column, cell in ipairs(row.cells) do
      local _, word = size_of(cell)
      wish[column] = math.max(wish[column], word)
    end
  end
  for _, row in ipairs(rows_of(tbl)) do
    if not is_group(row) then
      for column, cell in ipairs(row.cells) do
        local whole, word = size_of(cell)
        wish[column] = math.max(wish[column], math.min(whole, WIDEST), word)
      end
    end
  end
  return wish
end

-- About how many lines the rows take when the columns share the line by their wishes.
local function count_lines(tbl, wish, total)
  local scale = math.min(1, LINE / total)
  local lines = 1
  for _, row in ipairs(rows_of(tbl)) do
    local tallest = 1
    if not is_group(row) then
      for column, cell in ipairs(row.cells) do
        tallest = math.max(tallest, math.ceil(size_of(cell) / (wish[column] * scale)))
      end
    end
    lines = lines + tallest
  end
  return lines
end

return function(show)
  -- Returns the table laid out, and whether it is short enough to be kept in one piece.
  return function(tbl)
    local wish, total = wishes(tbl), 0
    for _, width in ipairs(wish) do
      total = total + width + 2
    end
    local is_short = count_lines(tbl, wish, total) <= SHORT
    local natural = show.is_html or (show.is_typst and total > LINE)
    for column, spec in ipairs(tbl.colspecs) do
      tbl.colspecs[column] = { spec[1], not natural and (wish[column] + 2) / total or nil }
    end
    for _, body in ipairs(tbl.bodies) do
      for _, row in ipairs(body.body) do
        if is_group(row) then
          row.cells[1].col_span = #row.cells
          row.cells = { row.cells[1] }
        end
      end
    end
    if show.is_typst then
      tbl.classes:insert("typst:no-figure") -- the float around it is the figure
    end
    return tbl, is_short
  end
end
