--[[
What is set apart from the text: callouts, theorems and their kin, proofs. As Quarto's authors write them:

  ::: {.callout-note}, the title as heading or title="…", collapse="true" on the page, #nte-… to number it
  ::: {#thm-line}, the name as heading or name="…"
  ::: {.proof}, .remark or .solution

Crossref.lua numbers them and lays them out by this.
]]

local CALLOUTS = { "note", "tip", "warning", "important", "caution" }
local PROOFS = { "proof", "remark", "solution" }
-- Theorems and their kin: whether what they say is set in italics.
local STATEMENTS = {
  thm = true, lem = true, cor = true, prp = true, cnj = true,
  def = false, exm = false, exr = false, alg = false,
}
local CODES = { note = "nte", tip = "tip", warning = "wrn", important = "imp", caution = "cau" }

local function first_class(div, prefix, names)
  for _, name in ipairs(names) do
    if div.classes:includes(prefix .. name) then
      return name
    end
  end
end

-- Takes show.lua's module, the names of numbered kinds and of proofs, and how a box's number is begun:
-- start(label, "Theorem") gives "Theorem 1" with what the format needs.
return function(show, names, proofs, start)
  local boxes = {}

  local function is_statement(label)
    return STATEMENTS[label:match("^(%l+)%-") or ""] ~= nil
  end

  local function callout_of(div)
    return first_class(div, "callout-", CALLOUTS)
  end

  function boxes.is_box(div)
    return callout_of(div) or is_statement(div.identifier) or first_class(div, "", PROOFS)
  end

  -- Whether a box has a number of its own.
  function boxes.is_numbered(div)
    local label, kind = div.identifier, callout_of(div)
    return is_statement(label) or (kind ~= nil and label:match("^(%l+)%-") == CODES[kind])
  end

  -- The title: taken from the first heading, which is no section, or from the attribute.
  function boxes.keep_title(div)
    local given = div.attributes.title or div.attributes.name
    local first = div.content[1]
    local title = pandoc.Inlines({})
    if first and first.t == "Header" then
      title = first.content
      div.content:remove(1)
    elseif given then
      title = pandoc.utils.blocks_to_inlines(pandoc.read(given, "markdown").blocks)
    end
    div.attributes.title, div.attributes.name = nil, nil
    div.content:insert(1, pandoc.Div({ pandoc.Plain(title) }, pandoc.Attr("", { "box-title" })))
    return div
  end

  local function take_title(div)
    local title = div.content[1].content[1].content
    div.content:remove(1)
    return title
  end

  local function html(text)
    return pandoc.RawBlock("html", text)
  end

  -- `title` in front of the first paragraph, or as one of its own.
  local function run_in(blocks, title)
    local first = blocks[1]
    if first and (first.t == "Para" or first.t == "Plain") then
      first = pandoc.Para(title .. { pandoc.Space() } .. first.content)
      blocks[1] = first
    else
      blocks:insert(1, pandoc.Para(title))
    end
    return blocks
  end

  -- Word has no boxes: each paragraph has the box's style, those of lists too.
  local function styled(style, blocks)
    return blocks:walk({
      traverse = "topdown",
      Table = function(tbl)
        return tbl, false
      end,
      Div = function(div)
        if div.attributes["custom-style"] then
          return div, false
        end
      end,
      Figure = function(figure)
        return figure, false
      end,
      LineBlock = function(lines)
        return show.styled(style, pandoc.utils.blocks_to_inlines({ lines }, { pandoc.LineBreak() })), false
      end,
      Para = function(para)
        return show.styled(style, para.content), false
      end,
      Plain = function(plain)
        return show.styled(style, plain.content), false
      end,
    })
  end

  -- Callouts --------------------------------------------------------------------------------------

  local function callout(div)
    local kind, label = callout_of(div), div.identifier
    local given = take_title(div)
    local title = boxes.is_numbered(div) and start(label) or show.words(names[CODES[kind]])
    if #given > 0 then
      title = title .. { pandoc.Str(":"), pandoc.Space() } .. given
    end
    if show.is_typst then
      local opened = ("#callout(%s)["):format(show.typst_string(kind))
      local blocks = pandoc.Blocks({ pandoc.RawBlock("typst", opened) })
      blocks:insert(pandoc.Plain(title))
      blocks:insert(pandoc.RawBlock("typst", "]["))
      blocks:extend(div.content)
      blocks:insert(pandoc.RawBlock("typst", label ~= "" and "]<" .. label .. ">" or "]"))
      return blocks
    elseif show.is_docx then
      local first = show.styled("Callout Title " .. kind:gsub("^%l", string.upper), pandoc.Strong(title))
      return pandoc.Blocks({ first }) .. styled("Callout", div.content)
    end
    local collapse = div.attributes.collapse
    local outer, inner = "div", "p"
    if collapse then
      outer, inner = "details", "summary"
    end
    local id = label ~= "" and (' id="%s"'):format(show.html_text(label)) or ""
    local name = show.html_text(pandoc.utils.stringify(title))
    local blocks = pandoc.Blocks({
      html(('<%s%s class="notice %s" role="note" aria-label="%s"%s>'):format(outer, id, kind, name,
        collapse == "false" and " open" or "")),
      html(('<%s class="notice-title">'):format(inner)),
      pandoc.Plain(title),
      html(("</%s>"):format(inner)),
    })
    blocks:extend(div.content)
    blocks:insert(html(("</%s>"):format(outer)))
    return blocks
  end

  -- Theorems, proofs ------------------------------------------------------------------------------

  local function set_apart(look, label, blocks)
    if show.is_typst then
      local result = pandoc.Blocks({
        pandoc.RawBlock("typst", ("#statement(%s)["):format(show.typst_string(look))),
      })
      result:extend(blocks)
      result:insert(pandoc.RawBlock("typst", label ~= "" and "]<" .. label .. ">" or "]"))
      return result
    elseif show.is_docx then
      local style = look == "theorem" and "Theorem" or "Statement"
      return styled(style, blocks)
    end
    local id = label ~= "" and (' id="%s"'):format(show.html_text(label)) or ""
    local result = pandoc.Blocks({ html(('<div%s class="statement %s">'):format(id, look)) })
    result:extend(blocks)
    result:insert(html("</div>"))
    return result
  end

  local function in_brackets(inlines)
    return pandoc.Inlines({ pandoc.Space(), pandoc.Str("(") }) .. inlines .. { pandoc.Str(")") }
  end

  local function statement(div)
    local label, given = div.identifier, take_title(div)
    local title = start(label)
    if #given > 0 then
      title:extend(in_brackets(given))
    end
    title:insert(pandoc.Str("."))
    local look = STATEMENTS[label:match("^%l+")] and "theorem" or "definition"
    return set_apart(look, label, run_in(div.content, pandoc.Inlines({ pandoc.Strong(title) })))
  end

  local function with_name(div)
    local name, given = first_class(div, "", PROOFS), take_title(div)
    local title = show.words(proofs[name])
    if #given > 0 then
      title:extend(in_brackets(given))
    end
    title:insert(pandoc.Str("."))
    return run_in(div.content, pandoc.Inlines({ pandoc.Emph(title) }))
  end

  local function proof(div)
    return set_apart("argument", div.identifier, with_name(div))
  end

  -- As plain paragraphs: in JATS Quarto stops at a proof.
  function boxes.plain_proof(div)
    if first_class(div, "", PROOFS) then
      return with_name(boxes.keep_title(div))
    end
  end

  function boxes.lay_out(div)
    if callout_of(div) then
      return callout(div)
    elseif is_statement(div.identifier) then
      return statement(div)
    elseif first_class(div, "", PROOFS) then
      return proof(div)
    end
  end

  return boxes
end
