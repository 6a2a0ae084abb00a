-- Lays out a table: names of row groups over all columns, the widths of the columns, Word's styles.

local widths = dofile("filters/table_widths.lua")

-- Lines that a table may have to be kept on one page.
local SHORT = 32

-- Word's styles for cells; in a short table every line but the last is kept with the next.
local function style_cells(tbl, is_short, is_small)
  local function set(row, style)
    for _, cell in ipairs(row.cells) do
      if #cell.contents == 0 then
        cell.contents = pandoc.Blocks({ pandoc.Plain({}) })
      end
      local function styled(line)
        local attributes = { ["custom-style"] = style }
        return pandoc.Div({ pandoc.Para(line.content) }, pandoc.Attr("", {}, attributes)), false
      end
      cell.contents = cell.contents:walk({ traverse = "topdown", Para = styled, Plain = styled })
    end
  end
  local size = is_small and " Small" or ""
  local line, kept = "Table Line" .. size, "Table Line Kept" .. size
  for _, row in ipairs(tbl.head.rows) do
    set(row, kept)
  end
  local rows = widths.rows_of(tbl)
  for index, row in ipairs(rows) do
    set(row, is_short and index < #rows and kept or line)
  end
end

-- Pandoc writes no heads within a table in Typst. The name of a group but the first, which follows the
-- table's head, therefore closes the cell before it and opens a call of group-name (article.typ).
local function keep_names_with_rows(tbl)
  for _, body in ipairs(tbl.bodies) do
    local rows = pandoc.List({})
    for _, row in ipairs(body.body) do
      local before = rows[#rows]
      if before and widths.is_group(row) and not widths.is_group(before) then
        local last = before.cells[#before.cells]
        local line = pandoc.utils.blocks_to_inlines(last.contents)
        line:insert(pandoc.RawInline("typst", ("], group-name(%d)["):format(#tbl.colspecs)))
        line:extend(pandoc.utils.blocks_to_inlines(row.cells[1].contents))
        last.contents = { pandoc.Plain(line) }
      else
        rows:insert(row)
      end
    end
    body.body = rows
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
    local share, wished = widths.shares(tbl, widths.LINE)
    local is_small, room = false, widths.LINE
    if show.is_docx then
      share, is_small, room = widths.shares_in_word(tbl)
    end
    local is_short = widths.count_lines(tbl, share, room) <= SHORT
    local natural = show.is_html or (show.is_typst and wished > widths.LINE and not has_references(tbl))
    if natural and show.is_typst and widths.has_prose(tbl) then
      local size
      natural = false
      share, size = widths.shares_of_prose(tbl)
      tbl.attributes["typst:text:size"] = ("%.1fpt"):format(size)
    end
    if show.is_html and widths.starts_short(tbl) then
      tbl.classes:insert("starts-short")
    end
    for column, spec in ipairs(tbl.colspecs) do
      tbl.colspecs[column] = { spec[1], not natural and share[column] or nil }
    end
    if show.is_typst then
      keep_names_with_rows(tbl)
    end
    for _, body in ipairs(tbl.bodies) do
      for _, row in ipairs(body.body) do
        if widths.is_group(row) then
          row.cells[1].col_span = #row.cells
          row.cells = { row.cells[1] }
        end
      end
    end
    if show.is_docx then
      style_cells(tbl, is_short, is_small)
    elseif show.is_typst then
      tbl.classes:insert("typst:no-figure") -- the float around it is the figure
    end
    return tbl, is_short
  end
end
