--[[
Parts of a text that only some studies have: fenced ones, :::: {when="…"} … ::::, and words within a line,
[…]{when="…"}. What does not hold is gone before anything else is looked at. With words go a space that
would be left over, and the paragraph, item of a list or row of a table that has nothing else.

Takes what the build found of each condition, and a function that gives the value of a fact: a text that is
being edited may have conditions that the build has not seen.
]]

-- Whether the one test `key=a|b` or `key!=a|b` holds.
local function holds(test, value_of)
  local key, sign, values = test:match("^(%l[%w_.-]*)(!?=)([%w_.|-]+)$")
  if not key then
    return nil
  end
  local value, found = value_of(key), false
  for one in values:gmatch("[^|]+") do
    found = found or one == value
  end
  return found == (sign == "=")
end

return function(known, value_of, stop)
  local function is_met(condition)
    condition = condition:gsub("\\|", "|")
    if known[condition] == nil then
      local met = true
      for test in condition:gmatch("%S+") do
        local held = holds(test, value_of)
        if held == nil then
          stop(("\"%s\" is not a condition. Write when=\"<key of a fact>=<value>\"."):format(condition))
        end
        met = held
        if not held then
          break
        end
      end
      known[condition] = met
    end
    return known[condition]
  end

  local function is_space(inline)
    return inline ~= nil and (inline.t == "Space" or inline.t == "SoftBreak")
  end

  -- Without spaces at both ends, doubled, or before a sign that ends something.
  local function tidy(inlines)
    local result = pandoc.Inlines({})
    for _, inline in ipairs(inlines) do
      local last = result[#result]
      if is_space(inline) and (last == nil or is_space(last) or last.t == "LineBreak") then
        inline = nil
      elseif is_space(last) and inline.t == "Str" and inline.text:match("^[,.;:!?)]") then
        result:remove()
      end
      result:insert(inline)
    end
    if is_space(result[#result]) then
      result:remove()
    end
    return result
  end

  -- The words that hold, and whether there was any condition.
  local function flatten(inlines)
    local result, is_changed = pandoc.Inlines({}), false
    for _, inline in ipairs(inlines) do
      local condition = inline.t == "Span" and inline.attributes.when
      if not condition then
        result:insert(inline)
      else
        is_changed = true
        if is_met(condition) then
          result:extend((flatten(inline.content)))
        end
      end
    end
    return result, is_changed
  end

  local function choose_words(inlines)
    local result, is_changed = flatten(inlines)
    return is_changed and tidy(result) or inlines
  end

  local choose_blocks

  -- What is left of the items of a list; one that has become empty goes.
  local function choose_items(items)
    return items:map(choose_blocks):filter(function(item)
      return #item > 0
    end)
  end

  local function choose_rows(rows)
    return rows:filter(function(row)
      local had_words, has_words = false, false
      for _, cell in ipairs(row.cells) do
        had_words = had_words or #cell.contents > 0
        cell.contents = choose_blocks(cell.contents)
        has_words = has_words or #cell.contents > 0
      end
      return has_words or not had_words
    end)
  end

  -- A block with what holds of it; nil where nothing does.
  local function choose(block)
    if block.t == "Para" or block.t == "Plain" then
      local had_words = #block.content > 0
      block.content = choose_words(block.content)
      return (#block.content > 0 or not had_words) and block or nil
    elseif block.t == "BulletList" or block.t == "OrderedList" then
      block.content = choose_items(block.content)
      return #block.content > 0 and block or nil
    elseif block.t == "Table" then
      for _, body in ipairs(block.bodies) do
        body.body = choose_rows(body.body)
      end
    end
    return block
  end

  function choose_blocks(blocks)
    local result = pandoc.Blocks({})
    for _, block in ipairs(blocks) do
      local condition = block.t == "Div" and block.attributes.when
      if not condition then
        result:insert(choose(block))
      elseif is_met(condition) then
        result:extend(choose_blocks(block.content))
      end
    end
    return result
  end

  return { traverse = "topdown", Blocks = choose_blocks, Inlines = choose_words }
end
