-- book.lua - makes the book's pages. tests/book.sh runs it in pandoc.
--
-- One run of pandoc writes all pages: it is started once, and not a thousand
-- times. In the environment:
--
--     BOOK_FILES  a file with the names of all texts and sources, one a line
--     BOOK_OUT    the folder to write to; its folders are there already
--     BOOK_ON     the compiler, the C library and the machine
--     BOOK_DATE   when the book is built
--     BOOK_RUN    chapters whose transcripts were just run and compared
--     BOOK_PDF    if not empty, all texts as one page, too
--
-- names.lua knows the files, and what a name in a text stands for. blocks.lua
-- turns a text into HTML. page.lua puts a page around it.

local here = PANDOC_SCRIPT_FILE:match('^(.*/)') or ''
names = dofile(here .. 'names.lua')
page = dofile(here .. 'page.lua')
blocks = dofile(here .. 'blocks.lua')

local function contents(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('a')
  file:close()
  return text
end

-- One text in the order of reading: its document, title and chapter.
local function read_text(path)
  local doc = pandoc.read(contents(path), 'gfm')
  local title = path
  for _, block in ipairs(doc.blocks) do
    if block.t == 'Header' then
      title = pandoc.utils.stringify(block)
      break
    end
  end
  return {path = path, doc = doc, title = title, chapter = names.chapter(path)}
end

-- Adds the text, and then those that it links to, in that order.
local function add(texts, read, path)
  if read[path] then return end
  local text = read_text(path)
  read[path] = text
  table.insert(texts, text)
  text.doc:walk {Link = function(link)
    local target = names.join(names.folder(path), link.target:gsub('#.*', ''))
    if names.is_text(target) and names.folder(target) == names.folder(path) then
      add(texts, read, target)
    end
  end}
end

-- The texts in the order in which they are read: a README, the pages that it
-- links to, the other pages of its folder. names.texts is sorted so that a
-- folder's come together, README.md first, and deeper folders after it.
local function read_all()
  local texts, read = {}, {}
  for _, path in ipairs(names.texts) do
    add(texts, read, path)
  end
  return texts
end

-- A text in quotes, as JavaScript has it.
local function quoted(text)
  local short = {['"'] = '\\"', ['\\'] = '\\\\', ['<'] = '\\u003c'}
  text = text:gsub('["\\<]', short):gsub('%s+', ' '):gsub('%c', '')
  return '"' .. text .. '"'
end

-- The index for search.js: a line for each section, in a file for each chapter.
local function write_index(texts)
  local files, list = {}, {}
  for _, text in ipairs(texts) do
    local name = 'index-' .. (text.chapter or 'top') .. '.js'
    if not files[name] then
      files[name] = {}
      table.insert(list, name)
    end
    for _, section in ipairs(blocks.sections(text)) do
      table.insert(files[name], string.format('found.add(%s,%s,%s)',
        quoted(section.href), quoted(section.title), quoted(section.text)))
    end
  end
  for _, name in ipairs(list) do
    page.save(name, table.concat(files[name], '\n') .. '\n')
  end
  page.search(texts, list)
end

local languages = {
  c = 'c', h = 'c', cc = 'cpp', sh = 'bash', t = 'bash', mk = 'makefile',
  awk = 'awk', lua = 'lua', js = 'javascript', css = 'css', yml = 'yaml',
  rs = 'rust', f90 = 'fortran', Makefile = 'makefile',
}

-- A source with numbered lines. One of many lines is not coloured, so that no
-- page is larger than 200 KB.
local function write_source(path)
  local text = contents(path)
  local language = languages[path:match('[^./]*$')] or 'default'
  local body
  if #text < 36000 then
    local attr = pandoc.Attr('L', {language, 'numberLines'})
    body = pandoc.write(pandoc.Pandoc {pandoc.CodeBlock(text, attr)}, 'html')
  end
  if not body or #body > 190000 or #body < #text then
    body = blocks.plain_source(text)
  end
  page.source(path, blocks.scrollable(body))
end

-- What the chapter's program has written as film.html becomes a page.
local function film_pages()
  for path in pairs(names.folders) do
    local file = path .. '/film.html'
    local there = names.chapter(file) == path and
      io.open(os.getenv('BOOK_OUT') .. '/' .. file)
    if there then
      there:close()
      page.film(file, contents(os.getenv('BOOK_OUT') .. '/' .. file))
    end
  end
end

function Pandoc()
  names.read(os.getenv('BOOK_FILES'))
  local texts = read_all()
  for i, text in ipairs(texts) do
    page.text(texts, i, blocks.html(text))
  end
  if os.getenv('BOOK_PDF') ~= '' then
    page.print(texts)
  end
  write_index(texts)
  film_pages()
  for _, path in ipairs(names.sources) do
    write_source(path)
  end
  for folder in pairs(names.folders) do
    page.folder(folder)
  end
  return pandoc.Pandoc {}
end
