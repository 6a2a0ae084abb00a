-- Lays out a table: names of row groups over all columns, the widths of the columns, Word's styles.

local widths = dofile("filters/table_widths.lua")

-- Lines that a table may have to be kept on one page; in an appendix, where it stands in its place and
-- does not move to where it leaves no gap.
local SHORT, SHORT_IN_PLACE = 38, 12

-- Word's styles for cells. Kept with the next are the name of a group, the last line, with the note below,
-- and in a short table every line.
local function style_cells(tbl, measured, is_short, is_small)
  local function set(row, style)
    for _, cell in ipairs(row.cells) do
      if #cell.contents == 0 then
        cell.contents = pandoc.Blocks({ pandoc.Plain({}) })
      end
      local function styled(line)
        local attributes = { ["custom-style"] = style }
        return pandoc.Div({ pandoc.Para(line.content) }, pandoc.Attr("", {}, attributes)), false
      end
      cell.contents = cell.contents:map(function(block)
        if block.t == "Plain" or block.t == "Para" then
          return (styled(block))
        end
        return block:walk({ traverse = "topdown", Para = styled, Plain = styled })
      end)
    end
  end
  local size = is_small and " Small" or ""
  local line, kept = "Table Line" .. size, "Table Line Kept" .. size
  for _, row in ipairs(tbl.head.rows) do
    set(row, kept)
  end
  local index = 0
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      index = index + 1
      local is_kept = is_short or measured.rows[index].is_group or index == #measured.rows
      set(row, is_kept and kept or line)
    end
  end
end

-- Pandoc writes no heads within a table in Typst. The name of a group but the first, which follows the
-- table's head, therefore closes the cell before it and opens a call of group-name (article.typ).
local function close_with_name(before, name, columns)
  local last = before.cells[#before.cells]
  local line = pandoc.utils.blocks_to_inlines(last.contents)
  line:insert(pandoc.RawInline("typst", ("], group-name(%d)["):format(columns)))
  line:extend(pandoc.utils.blocks_to_inlines(name.cells[1].contents))
  last.contents = { pandoc.Plain(line) }
end

-- Lets the names of row groups stand over all columns, and keeps them with their rows.
local function lay_out_groups(tbl, measured, is_typst)
  local index = 0
  for _, body in ipairs(tbl.bodies) do
    local rows, before_is_group = pandoc.List({}), true
    for _, row in ipairs(body.body) do
      index = index + 1
      local is_group = measured.rows[index].is_group
      if is_typst and is_group and not before_is_group then
        close_with_name(rows[#rows], row, measured.columns)
      else
        if is_group then
          row.cells[1].col_span = #row.cells
          row.cells = { row.cells[1] }
        end
        rows:insert(row)
        before_is_group = is_group
      end
    end
    body.body = rows
  end
end

-- `stays_in_place`: the document is one in which tables do not move.
return function(show, stays_in_place)
  local short = stays_in_place and SHORT_IN_PLACE or SHORT

  -- Returns the table laid out, and whether it is short enough to be kept in one piece.
  return function(tbl)
    local measured = widths.measure(tbl)
    local share, wished = widths.shares(measured, widths.LINE)
    local is_small, room = false, widths.LINE
    if show.is_docx then
      share, is_small, room = widths.shares_in_word(measured)
    end
    local is_short = widths.count_lines(measured, share, room) <= short
    local is_wide = wished > widths.LINE and not measured.has_references
    local natural = show.is_html or (show.is_typst and is_wide)
    if natural and show.is_typst and widths.has_prose(measured) then
      local size
      natural = false
      share, size = widths.shares_of_prose(measured)
      tbl.attributes["typst:text:size"] = ("%.1fpt"):format(size)
    end
    if show.is_html and widths.starts_short(measured) then
      tbl.classes:insert("starts-short")
    end
    for column, spec in ipairs(tbl.colspecs) do
      tbl.colspecs[column] = { spec[1], not natural and share[column] or nil }
    end
    lay_out_groups(tbl, measured, show.is_typst)
    if show.is_docx then
      style_cells(tbl, measured, is_short, is_small)
    elseif show.is_typst then
      tbl.classes:insert("typst:no-figure") -- the float around it is the figure
    end
    return tbl, is_short
  end
end
