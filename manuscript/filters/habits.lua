--[[
What Quarto's authors write by habit and what needs no number: tables typed in the text, the start of a new
page, lists of tasks. Boxes.lua and subfigures.lua have the rest.
]]

return function(build, show, layout, marks)
  -- Tables: of words and of facts ----------------------------------------------------------------------

  local TYPED = "typed-table"

  -- Quarto's reader leaves a label in the caption.
  local function take_label(tbl, caption)
    local label = tbl.identifier
    tbl.identifier = ""
    for index, inline in ipairs(caption) do
      local found = inline.t == "Str" and inline.text:match("^{#(tbl%-[%w_-]+)")
      if found then
        label = found
        for _ = index, #caption do
          caption:remove()
        end
      end
    end
    if #caption > 0 and caption[#caption].t == "Space" then
      caption:remove()
    end
    return label
  end

  -- Tables as they are written, with label and caption where those of the results have them.
  local function mark_typed(tbl)
    local caption = pandoc.utils.blocks_to_inlines(tbl.caption.long)
    local label = take_label(tbl, caption)
    tbl.caption.long = pandoc.Blocks({})
    tbl.classes:insert(TYPED)
    if #caption == 0 then
      return tbl
    end
    local blocks = pandoc.Blocks({ tbl, pandoc.Para(caption) })
    return label == "" and blocks or pandoc.Div(blocks, pandoc.Attr(label))
  end

  -- With its marks and laid out when the facts stand in it.
  local function lay_out_typed(tbl)
    local note
    tbl, note = marks.settle_table(tbl)
    if #note > 0 then
      note = pandoc.Inlines({ pandoc.Emph(pandoc.Str(build.words.note)), pandoc.Space() }) .. note
    end
    if not tbl.classes:includes(TYPED) then -- a rule wrote it, and laid it out
      return #note > 0 and { tbl, show.block("table-note", { pandoc.Para(note) }) } or tbl
    end
    tbl.classes = tbl.classes:filter(function(class)
      return class ~= TYPED
    end)
    local is_short
    tbl, is_short = layout(tbl)
    if show.is_docx then -- a note keeps it apart from the text and from another table
      return { tbl, show.styled("Table Note", #note > 0 and note or { pandoc.Str("\u{a0}") }) }
    end
    local laid_out = pandoc.Blocks({ show.table(tbl) })
    if #note > 0 then
      laid_out:insert(show.block("table-note", { pandoc.Para(note) }))
    end
    return show.is_typst and is_short and show.block("in-one-piece", laid_out) or laid_out
  end

  -- The start of a new page ----------------------------------------------------------------------------

  local PAGES = pandoc.List({ "{{< pagebreak >}}", "\\newpage", "\\pagebreak", "\\clearpage" })

  local function new_page(block)
    local text = block.text or pandoc.utils.stringify(block)
    local shortcode = not block.text and #block.content == 1 and block.content[1]
    if shortcode and shortcode.t == "Span" then -- as Quarto reads it
      text = shortcode.attributes["data-raw"] or text
    end
    if not PAGES:includes(text) then
      return nil
    elseif show.is_typst then
      return pandoc.RawBlock("typst", "#pagebreak(weak: true)")
    elseif show.is_docx then
      return pandoc.RawBlock("openxml", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
    end
    return pandoc.RawBlock("html", '<div class="new-page"></div>')
  end

  -- Before the results stand in the text, and after.
  return {
    early = { Table = mark_typed, Para = new_page, RawBlock = new_page },
    late = { Table = lay_out_typed, BulletList = show.list },
  }
end
