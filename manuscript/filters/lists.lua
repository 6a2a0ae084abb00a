-- The records behind a figure: under it, in HTML only, one list per part that opens on click; and
-- links over the parts of the figure, each of which leads to its list and back.

return function(build, show)
  local module = {}

  local function records_id(entry, part)
    return show.html_text(("records-%s-%s"):format(entry.name, part))
  end

  local function link_id(entry, part)
    return show.html_text(("part-%s-%s"):format(entry.name, part))
  end

  local function list_of(list)
    local items = {}
    for _, text in ipairs(list.entries) do
      table.insert(items, "<li>" .. show.html_text(text) .. "</li>")
    end
    return ('<ol tabindex="0" aria-label="%s">%s</ol>'):format(
      show.html_text(list.heading), table.concat(items))
  end

  -- The lists of one part: its name, the way back to the figure, each list under its own name.
  local function part_of(entry, part)
    local inside = {}
    for _, list in ipairs(part.lists) do
      if list.heading ~= part.title then
        table.insert(inside, '<p class="of">' .. show.html_text(list.heading) .. "</p>")
      end
      table.insert(inside, list_of(list))
    end
    local place, back = "", ""
    if entry.areas[part.id] then
      place = (' id="%s" tabindex="-1"'):format(records_id(entry, part.id))
      back = ('<p class="back"><a href="#%s">%s</a></p>'):format(
        link_id(entry, part.id), show.html_text(build.words["lists.back"]))
    end
    return ('<details><summary>%s</summary><div%s role="group" aria-label="%s">%s%s</div></details>')
      :format(show.html_text(part.title), place, show.html_text(part.title),
        back, table.concat(inside))
  end

  local function parts_of(entry)
    local parts, by_id = {}, {}
    for _, list in ipairs(entry.lists or {}) do
      local id = list.part ~= "" and list.part or list.heading
      if not by_id[id] then
        by_id[id] = { id = id, title = list.title ~= "" and list.title or list.heading, lists = {} }
        table.insert(parts, by_id[id])
      end
      table.insert(by_id[id].lists, list)
    end
    return parts
  end

  -- The lists, as blocks under the figure.
  function module.blocks(entry)
    local parts = show.is_html and parts_of(entry) or {}
    if #parts == 0 then
      return pandoc.Blocks({})
    end
    local texts = {}
    for _, part in ipairs(parts) do
      table.insert(texts, part_of(entry, part))
    end
    return pandoc.Blocks({
      pandoc.RawBlock("html", ('<details class="records"><summary>%s</summary>%s</details>'):format(
        show.html_text(build.words.lists), table.concat(texts))),
    })
  end

  -- A link for each part that has a list, to lie over the image.
  local function links_of(entry)
    local links = {}
    for _, part in ipairs(show.is_html and parts_of(entry) or {}) do
      local area = entry.areas[part.id]
      if area then
        local label = show.html_text(part.title .. ": " .. build.words["lists.open"])
        table.insert(links, ('<a class="part" id="%s" href="#%s" aria-label="%s" title="%s" '
          .. 'style="left:%s%%;top:%s%%;width:%s%%;height:%s%%"></a>'):format(
          link_id(entry, part.id), records_id(entry, part.id), label, label,
          area[1], area[2], area[3], area[4]))
      end
    end
    return table.concat(links)
  end

  -- The image with the links over it, as inlines.
  function module.image(image, entry)
    local links = links_of(entry)
    if links == "" then
      return pandoc.Inlines({ image })
    end
    return pandoc.Inlines({
      pandoc.RawInline("html", '<span class="parts">'),
      image,
      pandoc.RawInline("html", links .. "</span>"),
    })
  end

  return module
end
