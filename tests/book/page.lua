-- page.lua - what is around a text or a source: head, contents, the way on.

local page = {}

local on, date = os.getenv('BOOK_ON'), os.getenv('BOOK_DATE')
local out = os.getenv('BOOK_OUT')

function page.save(path, html)
  local file = assert(io.open(out .. '/' .. path, 'wb'))
  assert(file:write(html))
  assert(file:close())
end

local function link(up, target, words, more)
  return '<a href="' .. up .. target .. '"' .. (more or '') .. '>' ..
    blocks.escape(words) .. '</a>'
end

local head = [[
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s</title>
<link rel="stylesheet" href="%sbook.css">
<link rel="icon" href="data:,">
</head>
<body>
<header>
<a class="home" href="%sindex.html">Dynamic loading, step by step</a>
%s<form action="%ssearch.html" role="search">
<input type="search" name="q" aria-label="Search the book">
<button>Search</button>
</form>
</header>
]]

-- The page at path, with title; nav and foot may be empty. On a phone nav comes
-- after the text, and the head has a link to it.
local function write(path, title, nav, main, foot)
  local up = names.up(path)
  local to_nav = nav ~= '' and '<a class="to" href="#book">Contents</a>\n' or ''
  page.save(path, head:format(blocks.escape(title), up, up, to_nav, up) ..
    '<main>\n' .. main .. '</main>\n' .. nav .. '<footer>\n' .. foot ..
    '<p>Built ' .. date .. ': ' .. on .. '.</p>\n</footer>\n</body>\n' ..
    '</html>\n')
end

-- The book's contents: each chapter, and the pages of the one at hand.
local function contents(texts, at)
  local up = names.up(names.page(at.path))
  local items = {}
  for _, text in ipairs(texts) do
    local first = text.path:match('^[^/]*/?README%.md$')
    if first or text.chapter == at.chapter then
      local here = text == at and ' aria-current="page"' or ''
      table.insert(items, '<li class="' .. (first and 'chapter' or 'page') ..
        '">' .. link(up, names.page(text.path), text.title, here) .. '</li>')
    end
  end
  return '<nav class="book" id="book" aria-label="Book">\n<ul>\n' ..
    table.concat(items, '\n') .. '\n</ul></nav>\n'
end

local function on_this_page(text)
  local items = {}
  for _, section in ipairs(text.sections) do
    if section.level == 2 then
      table.insert(items, '<li><a href="#' .. section.id .. '">' ..
        blocks.escape(section.name) .. '</a></li>')
    end
  end
  if #items < 3 then return '' end
  return '<nav class="page" aria-label="This page"><details>' ..
    '<summary>On this page</summary><ul>\n' .. table.concat(items, '\n') ..
    '\n</ul></details></nav>\n'
end

-- The headings of a text come after its title.
local function with_headings(text, html)
  local before, after = html:match('^(.-</h1>)(.*)$')
  if not before then return html end
  return before .. '\n' .. on_this_page(text) .. after
end

local function way_on(texts, i)
  local up = names.up(names.page(texts[i].path))
  local function to(text, rel, label)
    if not text then return '<span></span>' end
    return '<span>' .. label .. ' ' .. link(up, names.page(text.path),
      text.title, ' rel="' .. rel .. '"') .. '</span>'
  end
  return '<nav class="way" aria-label="Before and after">' ..
    to(texts[i - 1], 'prev', 'Before:') .. to(texts[i + 1], 'next', 'Next:') ..
    '</nav>\n'
end

function page.text(texts, i, html)
  local text = texts[i]
  write(names.page(text.path), text.title, contents(texts, text),
    with_headings(text, html), way_on(texts, i))
end

-- The folders on the way to a file, each with a link.
local function trail(path, from)
  local up, parts, at = names.up(from), {}, ''
  for part in path:gmatch('[^/]+') do
    at = at == '' and part or at .. '/' .. part
    local target = at ~= path and names.page(at)
    table.insert(parts, target and link(up, target, part) or part)
  end
  return '<h1 class="trail">' .. table.concat(parts, ' / ') .. '</h1>\n'
end

function page.source(path, html)
  write(path .. '.html', path, '', trail(path, path) .. html .. '\n', '')
end

function page.film(path, html)
  write(path, 'The film of a load', '',
    '<link rel="stylesheet" href="film.css">\n<p><a href="README.html">' ..
    'Back to the chapter</a></p>\n' .. html ..
    '<script src="film.js"></script>\n', '')
end

function page.folder(folder)
  local path = folder .. '/index.html'
  local items, up = {}, names.up(path)
  table.sort(names.folders[folder])
  for _, name in ipairs(names.folders[folder]) do
    local target = names.page(folder .. '/' .. name)
    local slash = names.folders[folder .. '/' .. name] and '/' or ''
    table.insert(items, '<li>' .. link(up, target, name .. slash) .. '</li>')
  end
  write(path, folder, '', trail(folder, path) .. '<ul class="files">\n' ..
    table.concat(items, '\n') .. '\n</ul>\n', '')
end

-- The page that searches: the index is there only, and only a script reads it.
function page.search(texts, indexes)
  local scripts = {'<script src="search.js"></script>'}
  for _, name in ipairs(indexes) do
    table.insert(scripts, '<script src="' .. name .. '"></script>')
  end
  table.insert(scripts, '<script>found.show()</script>')
  local items = {}
  for _, text in ipairs(texts) do
    table.insert(items, '<li>' .. link('', names.page(text.path), text.title) ..
      '</li>')
  end
  write('search.html', 'Search', '', '<h1>Search</h1>\n' ..
    '<p id="said" role="status">Without scripts there is no search: here is ' ..
    'all that the book has.</p>\n<ol id="results">\n' ..
    table.concat(items, '\n') .. '\n</ol>\n' .. table.concat(scripts, '\n') ..
    '\n', '')
end

-- All texts as one page, for paper. A name that two texts have would be an
-- anchor twice: so there are none but each text's own.
function page.print(texts)
  local anchors, parts = {}, {}
  for i, text in ipairs(texts) do
    anchors[names.page(text.path)] = 't' .. i
  end
  for i, text in ipairs(texts) do
    local html = text.html:gsub(' id="[^"]*"', '')
    html = html:gsub('<a href="([^"]*)"([^>]*)>(.-)</a>', function(to, more, in_)
      if to:match('^%a+:') then return nil end
      local target = to:gsub('^[./]*', ''):gsub('#.*', '')
      return anchors[target] and '<a href="#' .. anchors[target] .. '">' ..
        in_ .. '</a>' or in_
    end)
    table.insert(parts, '<section id="t' .. i .. '">' .. html ..
      '</section>\n')
  end
  write('print.html', 'Dynamic loading, step by step', '',
    table.concat(parts), '')
end

return page
