--[[
What the document shows, as the last build left it in results/<study>/manuscript/ (see
honest_results.documents.document_content). Returns that table, with the folder of the study's results in `results`.

The build renders in a folder of its own and sees one study. A person who runs Quarto in manuscript/
sees the first study that was built, or the one that the environment's ALIANZAS_STUDY names.
]]

local path = pandoc.path
local top = ".." -- both manuscript/ and the build's folder lie beside results/

local function stop(message)
  io.stderr:write("alianzas: " .. message .. "\n")
  os.exit(1)
end

local function read(name)
  local file = io.open(name, "rb")
  if not file then
    return nil
  end
  local text = file:read("a")
  file:close()
  return text
end

local function document()
  local name = quarto and quarto.doc and quarto.doc.input_file or PANDOC_STATE.input_files[1]
  return (path.filename(name):gsub("%.qmd$", ""))
end

local function studies()
  local there, names = pcall(pandoc.system.list_directory, path.join({ top, "results" }))
  names = there and names or {}
  table.sort(names)
  return names
end

local function find(name)
  local chosen = os.getenv("ALIANZAS_STUDY")
  for _, study in ipairs(chosen and { chosen } or studies()) do
    local results = path.join({ top, "results", study })
    local text = read(path.join({ results, "manuscript", name .. ".content.json" }))
    if text then
      return results, text
    end
  end
  local of = chosen and (" of the study " .. chosen) or ""
  stop(("there are no results%s for %s.qmd yet. Run `make paper` first, in the folder above."):format(
    of, name))
end

local name = document()
local results, text = find(name)
local build = pandoc.json.decode(text, false)
build.results = results
build.study = path.filename(results)
build.overlay = dofile("filters/overlay.lua")(build, read)
build.language = name:match("%.(%a+)$")
build.stop = stop

-- A document of the study's, with what it has of its own.
function build.with_own(doc)
  return build.overlay.lay(doc, name .. ".qmd")
end

-- Only the build knows that text and results fit together; a text that is being edited may be ahead.
build.is_checked = os.getenv("ALIANZAS_BUILD") ~= nil

function build.read(file)
  return read(path.join({ results, file }))
end

function build.missing(what, key)
  stop(("%s.qmd shows the %s \"%s\", which the last build does not have. Correct it, or run "
    .. "`make paper` first."):format(name, what, key))
end

-- What was added to the text after the build, where the results have it all the same. ------------

local function json(file)
  local found = build.read(file)
  return found and pandoc.json.decode(found, false)
end

local function on_demand(known, look_up)
  return setmetatable(known, {
    __index = function(entries, key)
      local entry = look_up(key)
      rawset(entries, key, entry)
      return entry
    end,
  })
end

local all_facts
local function fact_of(key)
  if not all_facts then
    all_facts = {}
    for _, file in ipairs({ "facts.json", "source.json" }) do
      for name, fact in pairs((json(file) or { facts = {} }).facts) do
        all_facts[name] = fact
      end
    end
  end
  local fact = all_facts[key]
  return fact and {
    text = fact.text[build.language],
    level = fact.level,
    no_data = #fact.sources == 0,
    interval = fact.interval_text and fact.interval_text[build.language],
    n = fact.n and ("%d"):format(fact.n),
    value = fact.value,
  }
end

on_demand(build.facts, fact_of)
on_demand(build.tables, function(key)
  local described = json(("tables/%s.json"):format(key))
  local markdown = build.read(("tables/%s.%s.md"):format(key, build.language))
  return described and markdown and { markdown = markdown, level = described.level }
end)
on_demand(build.figures, function(key)
  local stem = ("figures/%s.%s"):format(key, build.language)
  local described = json(stem .. ".json")
  return described
    and { name = key, stem = stem, alt = described.alt, level = described.level, areas = {} }
end)
on_demand(build.inserts, function(key)
  return build.read(("inserts/%s.%s.md"):format(key, build.language))
end)

-- The value of a fact, as conditions compare it.
function build.value_of(key)
  return tostring((fact_of(key) or build.missing("fact", key)).value)
end

-- Markdown without what a document obeys: HTML, and code of another format.
build.words_only = "markdown-raw_html-raw_attribute-raw_tex-native_divs-native_spans"

return build
