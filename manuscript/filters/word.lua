-- Word's own numbering and cross-references: SEQ fields in captions, REF fields in the text.

local word = {}
local nbsp = "\u{a0}"
local next_id = 100000 -- beyond the bookmarks that Pandoc numbers

local function raw(xml)
  return pandoc.RawInline("openxml", xml)
end

local function run(content, bold)
  return "<w:r>" .. (bold and "<w:rPr><w:b/></w:rPr>" or "") .. content .. "</w:r>"
end

local function words(text, bold)
  return run('<w:t xml:space="preserve">' .. text .. "</w:t>", bold)
end

-- A field with the text it shows until Word updates it.
local function field(instruction, text, bold)
  local function mark(kind)
    return run('<w:fldChar w:fldCharType="' .. kind .. '"/>', bold)
  end
  return mark("begin")
    .. run('<w:instrText xml:space="preserve"> ' .. instruction .. " </w:instrText>", bold)
    .. mark("separate") .. words(text, bold) .. mark("end")
end

-- Word wants bookmarks of letters, digits and underscores, 40 at most; a leading one hides them.
local function name(prefix, label)
  return (prefix .. label:gsub("%W", "_")):sub(1, 40)
end

function word.number_of(label)
  return name("_Num_", label)
end

local function bookmark(bookmark_name, xml)
  next_id = next_id + 1
  return ('<w:bookmarkStart w:id="%d" w:name="%s"/>%s<w:bookmarkEnd w:id="%d"/>'):format(
    next_id, bookmark_name, xml, next_id)
end

-- A bookmark around a number that is typed, such as a section's.
function word.bookmark(bookmark_name, inlines)
  return raw(bookmark(bookmark_name, words(pandoc.utils.stringify(inlines))))
end

-- "Figure 1" in bold, the number as a SEQ field (after its prefix, if any), with a bookmark.
local function numbered(label, kind, prefix, number)
  local counted = field("SEQ " .. kind .. " \\* ARABIC", number, true)
  if prefix ~= "" then
    counted = words(prefix, true) .. counted
  end
  return words(kind .. nbsp, true) .. bookmark(word.number_of(label), counted)
end

function word.numbered(label, kind, prefix, number)
  return pandoc.Inlines({ raw(numbered(label, kind, prefix, number)) })
end

-- The same with a colon, before a caption.
function word.numbered_title(label, kind, prefix, number)
  local xml = numbered(label, kind, prefix, number) .. words(":", true)
  return pandoc.Inlines({ raw(xml), pandoc.Space() })
end

-- "Figure 1" in the text, its number linked and renewed by Word. The word before it stands outside of the
-- field: LibreOffice would break the field behind the word, and in a cell lose the number.
function word.reference(label, prefix, number)
  local typed = prefix == "" and "" or words(prefix)
  return pandoc.Inlines({ raw(typed .. field("REF " .. word.number_of(label) .. " \\h", number)) })
end

-- "Figure 1 (a)": the figure's reference, and the letter of its part.
function word.reference_to_part(label, whole, prefix, number, letter)
  local inlines = word.reference(whole, prefix, number)
  local ref = field("REF " .. word.number_of(label) .. " \\h", letter)
  inlines:insert(raw(words(nbsp .. "(") .. ref .. words(")")))
  return inlines
end

return word
