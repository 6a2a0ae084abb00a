-- The widths of a table's columns. HTML finds them by itself, and so does Typst where cells are short;
-- Word has to be told.

local widths = {}
local stringify = pandoc.utils.stringify

-- Characters that a line holds.
local LINE = 96
-- Sizes of letters in points: the usual one, of which a line holds so many, and the smallest.
local USUAL, SMALLEST = 9, 7.5
-- The same in Word (word-styles.xml: "Table Line" and "Table Line Small").
local WORD_USUAL, WORD_SMALL = 10, 8
-- Letters of a word that may be hyphenated which a column with prose has to hold.
local HYPHENATED = 13
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

function widths.rows_of(tbl)
  local rows = pandoc.List({})
  for _, body in ipairs(tbl.bodies) do
    rows:extend(body.body)
  end
  return rows
end

-- A bold name that stands alone in its row.
function widths.is_group(row)
  local first = row.cells[1].contents[1]
  local bold = first and first.content and #first.content == 1 and first.content[1].t == "Strong"
  for index = 2, #row.cells do
    bold = bold and stringify(row.cells[index].contents) == ""
  end
  return bold and #row.cells > 1
end

-- What each column needs (its longest word) and asks for (its longest cell, up to a bound), with two
-- characters of space, if not more; and both sums.
local function wishes(tbl, space)
  space = space or 2
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
  for _, row in ipairs(widths.rows_of(tbl)) do
    if not widths.is_group(row) then
      look(row, false)
    end
  end
  local needed, wished = 0, 0
  for column = 1, #wish do
    need[column], wish[column] = need[column] + space, wish[column] + space
    needed, wished = needed + need[column], wished + wish[column]
  end
  return need, wish, needed, wished
end

-- Whether the first column holds nothing but marks such as "SC1" or "10a".
function widths.starts_short(tbl)
  local longest = 0
  for _, row in ipairs(widths.rows_of(tbl)) do
    if not widths.is_group(row) then
      longest = math.max(longest, (size_of(row.cells[1])))
    end
  end
  return longest <= 6
end

-- Whether some cell is a text of its own, which would take several lines in any table.
function widths.has_prose(tbl)
  for _, row in ipairs(widths.rows_of(tbl)) do
    if not widths.is_group(row) then
      for _, cell in ipairs(row.cells) do
        if size_of(cell) > 2 * WIDEST then
          return true
        end
      end
    end
  end
  return false
end

-- Every cell as the lengths of its words, row by row, without the names of groups.
local function words_of(tbl)
  local rows = pandoc.List({})
  for _, row in ipairs(widths.rows_of(tbl)) do
    if not widths.is_group(row) then
      rows:insert(row.cells:map(function(cell)
        local words = {}
        for word in stringify(as_printed(cell.contents)):gmatch("%S+") do
          table.insert(words, utf8.len(word) or #word)
        end
        return words
      end))
    end
  end
  return rows
end

local function lines_of(words, width)
  local lines, filled = 1, -1
  for _, length in ipairs(words) do
    if filled + 1 + length > width then
      lines, filled = lines + 1, length
    else
      filled = filled + 1 + length
    end
  end
  return lines
end

-- The lines that the rows take; among as many, the fewer in all cells together the better.
local function height(rows, width)
  local total = 0
  for _, row in ipairs(rows) do
    local tallest = 1
    for column, words in ipairs(row) do
      local lines = lines_of(words, width[column] - 2)
      tallest = math.max(tallest, lines)
      total = total + lines / 100
    end
    total = total + tallest
  end
  return total
end

-- What each column needs where words are hyphenated, and asks for: its longest word, up to a bound, and
-- the mean of its cells; with two characters of space.
local function needs_of_prose(tbl, rows)
  local need, mean = {}, {}
  local function look(row)
    for column, cell in ipairs(row.cells) do
      for word in stringify(as_printed(cell.contents)):gmatch("%S+") do
        local length = utf8.len(word) or #word
        local bound = word:match("^[%a\128-\255]+%p?$") and HYPHENATED or length
        need[column] = math.max(need[column] or 4, math.min(length, bound) + 2)
      end
    end
  end
  for _, row in ipairs(tbl.head.rows) do
    look(row)
  end
  for _, row in ipairs(widths.rows_of(tbl)) do
    if not widths.is_group(row) then
      look(row)
    end
  end
  for column = 1, #tbl.colspecs do
    need[column], mean[column] = need[column] or 4, 0
    for _, row in ipairs(rows) do
      for _, length in ipairs(row[column]) do
        mean[column] = mean[column] + (length + 1) / #rows
      end
    end
  end
  return need, mean
end

-- The widths, in characters, with which the rows take the fewest lines, and their height. What is left
-- beyond the needs is shared out by the cells' mean length, and then given from column to column for as
-- long as that saves lines.
local function fewest_lines(rows, need, mean, room)
  local width, left, text = {}, room, 0
  for column, needed in ipairs(need) do
    left, text = left - needed, text + mean[column]
  end
  for column, needed in ipairs(need) do
    width[column] = needed + math.max(0, math.floor(left * mean[column] / text))
  end
  local least, better = height(rows, width), true
  while better do
    better = false
    for from = 1, #width do
      for to = 1, #width do
        for _, step in ipairs({ 1, 2, 4, 8, 16 }) do
          if from ~= to and width[from] - step >= need[from] then
            width[from], width[to] = width[from] - step, width[to] + step
            local tried = height(rows, width)
            if tried < least - 1e-9 then
              least, better = tried, true
            else
              width[from], width[to] = width[from] + step, width[to] - step
            end
          end
        end
      end
    end
  end
  return width, least
end

-- The columns' widths as shares of their sum.
local function as_shares(width)
  local total, result = 0, {}
  for _, characters in ipairs(width) do
    total = total + characters
  end
  for column, characters in ipairs(width) do
    result[column] = characters / total
  end
  return result
end

-- The columns' shares of a line of Typst's and the size of letters, for a wide table with prose. Letters
-- are smaller only where words are too long otherwise, or where that saves lines beyond its due.
function widths.shares_of_prose(tbl)
  local rows = words_of(tbl)
  local need, mean = needs_of_prose(tbl, rows)
  local width, size, least
  local needed = 0
  for _, characters in ipairs(need) do
    needed = needed + characters
  end
  for tried = USUAL, SMALLEST, -0.5 do
    local room = LINE * USUAL / tried
    local found, lines = fewest_lines(rows, need, mean, room)
    if not width or needed > LINE * USUAL / size or lines / tried < 0.9 * least / size then
      width, size, least = found, tried, lines
    end
  end
  return as_shares(width), size
end

-- The columns' shares of the line: as they wish, or, where that is too much, no less than they need.
function widths.shares(tbl, room, space)
  local need, wish, needed, wished = wishes(tbl, space)
  local spare = math.max(0, math.min(1, (room - needed) / math.max(1, wished - needed)))
  local width = {}
  for column = 1, #wish do
    width[column] = need[column] + (wish[column] - need[column]) * (wished > room and spare or 1)
  end
  return as_shares(width), wished
end

-- The same for Word, which hyphenates nothing: where the longest words of all columns do not fit on a
-- line the letters are small, and prose gets the widths with the fewest lines.
function widths.shares_in_word(tbl)
  local need, _, needed = wishes(tbl)
  local is_small = needed > LINE
  local room, space = LINE, 2
  if is_small then
    room, space = LINE * WORD_USUAL / WORD_SMALL, 3 -- the space between columns stays as wide
    need = wishes(tbl, space)
  end
  if not widths.has_prose(tbl) then
    return widths.shares(tbl, room, space), is_small, room
  end
  local rows = words_of(tbl)
  local _, mean = needs_of_prose(tbl, rows)
  local width = fewest_lines(rows, need, mean, room)
  return as_shares(width), is_small, room
end

-- About how many lines the rows take.
function widths.count_lines(tbl, share, room)
  local lines = 1
  for _, row in ipairs(widths.rows_of(tbl)) do
    local tallest = 1
    if not widths.is_group(row) then
      for column, cell in ipairs(row.cells) do
        tallest = math.max(tallest, math.ceil(size_of(cell) / (share[column] * room)))
      end
    end
    lines = lines + tallest
  end
  return lines
end

widths.LINE = LINE

return widths
