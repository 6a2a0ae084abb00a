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

local function length_of(text)
  return utf8.len(text) or #text
end

-- The room that a word asks for: capitals such as those of "PABAK" are half as wide again as other letters.
local function room_of(word)
  local _, capitals = word:gsub("%u", "")
  return length_of(word) + math.max(0, capitals - 1) / 2
end

local function measure_cell(cell)
  local text = stringify(cell.contents)
  local words, longest = {}, 0
  for word in text:gmatch("%S+") do
    table.insert(words, word)
    longest = math.max(longest, room_of(word))
  end
  return { text = text, length = length_of(text), words = words, longest = longest }
end

-- A bold name that stands alone in its row.
local function is_group(row, cells)
  local first = row.cells[1].contents[1]
  local bold = first and first.content and #first.content == 1 and first.content[1].t == "Strong"
  for index = 2, #cells do
    bold = bold and cells[index].text == ""
  end
  return bold and #cells > 1
end

local function measure_rows(rows, measured)
  for _, row in ipairs(rows) do
    local cells = {}
    for column, cell in ipairs(row.cells) do
      cells[column] = measure_cell(cell)
    end
    cells.is_group = is_group(row, cells)
    table.insert(measured, cells)
  end
end

-- What stands in a table's cells, looked at once, for every question to Pandoc about a cell takes long:
-- the rows of its head and of its bodies, each a list of cells and `is_group`, the number of its columns,
-- and whether it has references. These come out as about "Section 3.4,": their labels say nothing of
-- their size.
function widths.measure(tbl)
  local measured = { head = {}, rows = {}, columns = #tbl.colspecs, has_references = false }
  local printed = tbl:walk({
    Cite = function(cite)
      measured.has_references = true
      return pandoc.Str(("Section\u{a0}3.4, "):rep(#cite.citations))
    end,
  })
  measure_rows(printed.head.rows, measured.head)
  for _, body in ipairs(printed.bodies) do
    measure_rows(body.body, measured.rows)
  end
  return measured
end

-- What each column needs (its longest word) and asks for (its longest cell, up to a bound), with two
-- characters of space, if not more; and both sums.
local function wishes(measured, space)
  space = space or 2
  local need, wish = {}, {}
  for column = 1, measured.columns do
    need[column], wish[column] = 4, 4
  end
  local function look(row, in_head)
    for column, cell in ipairs(row) do
      local word = cell.longest
      need[column] = math.max(need[column], word)
      wish[column] = math.max(wish[column], in_head and word or math.min(cell.length, WIDEST), word)
    end
  end
  for _, row in ipairs(measured.head) do
    look(row, true)
  end
  for _, row in ipairs(measured.rows) do
    if not row.is_group then
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
function widths.starts_short(measured)
  local longest = 0
  for _, row in ipairs(measured.rows) do
    if not row.is_group then
      longest = math.max(longest, row[1].length)
    end
  end
  return longest <= 6
end

-- Whether some cell is a text of its own, which would take several lines in any table.
function widths.has_prose(measured)
  for _, row in ipairs(measured.rows) do
    if not row.is_group then
      for _, cell in ipairs(row) do
        if cell.length > 2 * WIDEST then
          return true
        end
      end
    end
  end
  return false
end

-- Every cell as the lengths of its words, row by row, without the names of groups.
local function words_of(measured)
  local rows = {}
  for _, row in ipairs(measured.rows) do
    if not row.is_group then
      local lengths = {}
      for column, cell in ipairs(row) do
        lengths[column] = {}
        for index, word in ipairs(cell.words) do
          lengths[column][index] = length_of(word)
        end
      end
      table.insert(rows, lengths)
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
local function needs_of_prose(measured, rows)
  local need, mean = {}, {}
  local function look(row)
    for column, cell in ipairs(row) do
      for _, word in ipairs(cell.words) do
        local length = room_of(word)
        local bound = word:match("^[%a\128-\255]+%p?$") and HYPHENATED or length
        need[column] = math.max(need[column] or 4, math.min(length, bound) + 2)
      end
    end
  end
  for _, row in ipairs(measured.head) do
    look(row)
  end
  for _, row in ipairs(measured.rows) do
    if not row.is_group then
      look(row)
    end
  end
  for column = 1, measured.columns do
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
function widths.shares_of_prose(measured)
  local rows = words_of(measured)
  local need, mean = needs_of_prose(measured, rows)
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
function widths.shares(measured, room, space)
  local need, wish, needed, wished = wishes(measured, space)
  local spare = math.max(0, math.min(1, (room - needed) / math.max(1, wished - needed)))
  local width = {}
  for column = 1, #wish do
    width[column] = need[column] + (wish[column] - need[column]) * (wished > room and spare or 1)
  end
  return as_shares(width), wished
end

-- The same for Word, which hyphenates nothing: where the longest words of all columns do not fit on a
-- line the letters are small, and prose gets the widths with the fewest lines.
function widths.shares_in_word(measured)
  local need, _, needed = wishes(measured)
  local is_small = needed > LINE
  local room, space = LINE, 2
  if is_small then
    room, space = LINE * WORD_USUAL / WORD_SMALL, 3 -- the space between columns stays as wide
    need = wishes(measured, space)
  end
  if not widths.has_prose(measured) then
    return widths.shares(measured, room, space), is_small, room
  end
  local rows = words_of(measured)
  local _, mean = needs_of_prose(measured, rows)
  local width = fewest_lines(rows, need, mean, room)
  return as_shares(width), is_small, room
end

-- About how many lines the rows take.
function widths.count_lines(measured, share, room)
  local lines = 1
  for _, row in ipairs(measured.rows) do
    local tallest = 1
    if not row.is_group then
      for column, cell in ipairs(row) do
        tallest = math.max(tallest, math.ceil(cell.length / (share[column] * room)))
      end
    end
    lines = lines + tallest
  end
  return lines
end

widths.LINE = LINE

return widths
