--[[
A study's own sections and sources, for a person who runs Quarto in this folder: <study>/<document>.<language>.qmd
and <study>/references.bib. The build puts the text together itself (honest_results.documents.overlay, which also
says what is wrong with it); this gives the same.
]]

return function(build, read)
  local overlay = {}

  local function is_section_end(block, level)
    if block.t == "Header" then
      return block.level <= level
    end
    local found = false
    if block.t == "Div" then
      block:walk({
        Header = function(header)
          found = found or header.level <= level
        end,
      })
    end
    return found
  end

  -- The last block of the section that begins with a list's block `first`.
  local function last_of(blocks, first)
    local last = first
    while blocks[last + 1] and not is_section_end(blocks[last + 1], blocks[first].level) do
      last = last + 1
    end
    return last
  end

  -- The blocks with `new` instead of the section of a label, or after or before it (`name`); nil without one.
  local function put(blocks, label, new, name)
    for index, block in ipairs(blocks) do
      if block.t == "Header" and block.identifier == label then
        local last = last_of(blocks, index)
        local result = pandoc.Blocks({})
        local function copy(from, to)
          for place = from, to do
            result:insert(blocks[place])
          end
        end
        copy(1, name == "after" and last or index - 1)
        result:extend(new)
        copy(name == "before" and index or last + 1, #blocks)
        return result
      elseif block.t == "Div" then
        local content = put(block.content, label, new, name)
        if content then
          block.content = content
          return blocks
        end
      end
    end
  end

  -- What the section of a label holds, by label; nil without one.
  local function labels_within(blocks, label)
    for index, block in ipairs(blocks) do
      if block.t == "Header" and block.identifier == label then
        local section, labels = pandoc.Blocks({}), {}
        for place = index, last_of(blocks, index) do
          section:insert(blocks[place])
        end
        section:walk({
          Header = function(header)
            labels[header.identifier] = true
          end,
        })
        return labels
      elseif block.t == "Div" then
        local labels = labels_within(block.content, label)
        if labels then
          return labels
        end
      end
    end
  end

  -- The last block of a section of the study's own: before a label of the shared text's, which always means
  -- its section, unless that is in the one which this replaces. `labels` are those that are written.
  local function last_of_own(own, first, shared, labels)
    local inside = labels_within(shared, labels[first]) or {}
    for place = first + 1, last_of(own, first) do
      local label = labels[place]
      if label and label ~= "" and not inside[label] and labels_within(shared, label) then
        return place - 1
      end
    end
    return last_of(own, first)
  end

  local function with_sections(blocks, own, labels)
    local shared = blocks:clone()
    local index, before = 1, nil
    while own[index] and own[index].t ~= "Header" do -- a comment
      index = index + 1
    end
    while index <= #own do
      local header = own[index]
      local last = last_of_own(own, index, shared, labels)
      local label, anchors = header.identifier, header.attributes
      local name = anchors.after and "after" or anchors.before and "before" or nil
      local anchor = name and anchors[name]
      local section = pandoc.Blocks({})
      if not header.classes:includes("omit") then
        anchors.after, anchors.before, anchors.base = nil, nil, nil
        for place = index, last do
          section:insert(own[place])
        end
      end
      local placed = anchor and put(blocks, anchor, section, name)
        or put(blocks, label, section)
        or before and put(blocks, before, section, "after")
      if not placed then
        build.stop(("%s has no place in the text. `alianzas check` says more."):format(label))
      end
      blocks = placed
      before = #section > 0 and label or before
      index = last + 1
    end
    return blocks
  end

  -- The document with the study's own sources, and unless the build did so, with its own sections and header.
  function overlay.lay(doc, file)
    local own_sources = pandoc.path.join({ build.study, "references.bib" })
    local own = not build.is_checked and read(pandoc.path.join({ build.study, file }))
    if own then
      local labels = {}
      for place, block in ipairs(pandoc.read(own, "markdown-auto_identifiers").blocks) do
        labels[place] = block.identifier -- as written: none is made up
      end
      own = pandoc.read(own, "markdown")
      doc.blocks = with_sections(doc.blocks, own.blocks, labels)
      for name, value in pairs(own.meta) do
        doc.meta[name] = value
      end
    end
    if read(own_sources) then
      doc.meta.bibliography = pandoc.MetaList({ "references.bib", own_sources }) -- the last of a key counts
    end
    return doc
  end

  return overlay
end
