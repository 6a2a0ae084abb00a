-- The records behind a figure: under it, in HTML only, one list per part that opens on click.

return function(build, show)
  local function list_of(part)
    local items = {}
    for _, entry in ipairs(part.entries) do
      table.insert(items, "<li>" .. show.html_text(entry) .. "</li>")
    end
    return ("<details><summary>%s</summary><ol tabindex=\"0\">%s</ol></details>"):format(
      show.html_text(part.heading), table.concat(items))
  end

  return function(entry)
    if not show.is_html or not entry.lists or #entry.lists == 0 then
      return pandoc.Blocks({})
    end
    local parts = {}
    for _, part in ipairs(entry.lists) do
      table.insert(parts, list_of(part))
    end
    return pandoc.Blocks({
      pandoc.RawBlock("html", ("<details class=\"records\"><summary>%s</summary>%s</details>"):format(
        show.html_text(build.words.lists), table.concat(parts))),
    })
  end
end
