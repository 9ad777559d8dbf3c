-- blocks.lua - one text: its links, its transcripts, its sections.

local blocks = {}

local entities = {['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;',
                  ['"'] = '&quot;'}

function blocks.escape(text)
  return (text:gsub('[&<>"]', entities))
end

-- What is wider than a phone is moved within its own box, also by keys. Who
-- goes through a page by keys does not want to stop at each line.
function blocks.scrollable(html)
  html = html:gsub('<pre(%s)', '<pre tabindex="0"%1')
  return (html:gsub('<a href="(#L%-%d+)"></a>',
    '<a href="%1" aria-hidden="true" tabindex="-1"></a>'))
end

-- Is it the name of a file, as people write one? (A sentence's dot is not.)
local function split_name(word)
  local before, name, after = word:match('^([^%w_./]*)([%w_./-]+)(.*)$')
  if not name then return nil end
  local dots = name:match('[.]+$') or ''
  name = name:sub(1, #name - #dots)
  if not name:match('%w%.%w') and not name:match('/') then return nil end
  return before, name, dots .. after
end

-- The names in a transcript become links, too.
local function linked(path, text)
  return (blocks.escape(text):gsub('[%w_./-]+', function(name)
    if not name:match('%w%.%w') then return nil end
    local found = names.find(path, name, {})
    local target = found and names.page(found)
    if not target then return nil end
    return '<a href="' .. names.up(path) .. target .. '">' .. name .. '</a>'
  end))
end

-- "$ command" is what somebody types.
local function transcript(path, text)
  local lines = {}
  for line in (text .. '\n'):gmatch('(.-)\n') do
    local html = linked(path, line)
    if line:match('^%$ ') then html = '<b>' .. html .. '</b>' end
    table.insert(lines, html)
  end
  return table.concat(lines, '\n')
end

local function figure(kind, html, caption)
  return pandoc.RawBlock('html', '<figure class="' .. kind ..
    '"><pre tabindex="0">' .. html .. '</pre>\n<figcaption>' .. caption ..
    '</figcaption></figure>')
end

local on, date = os.getenv('BOOK_ON'), os.getenv('BOOK_DATE')
local was_run = ' ' .. (os.getenv('BOOK_RUN') or '') .. ' '

-- Was what this text promises run for this copy of the book?
function blocks.was_run(path)
  local chapter = names.chapter(path)
  return chapter and was_run:find(' ' .. chapter .. ' ', 1, true) ~= nil
end

-- The caption of a transcript says what is known of it, and no more.
local function run_caption(path)
  if blocks.was_run(path) then
    return 'Run for this page, and printed this: ' .. on .. ', ' .. date
  end
  return '<code>make check</code> runs it, and it must print this'
end

local function code_block(path)
  return function(block)
    local kind = block.classes[1]
    if kind == 'console' then
      return figure('run', transcript(path, block.text), run_caption(path))
    elseif kind == 'text' then
      return figure('one', linked(path, block.text),
        'Not run: drawn by hand, or what one machine showed')
    end
  end
end

-- Where a link leads in the book. What is not in the book is no link.
local function follow(path, link)
  if link.target:match('^%a+:') or link.target:match('^#') then return nil end
  local target, fragment = link.target:match('^([^#]*)(#?.*)$')
  local to = names.page(names.join(names.folder(path), target))
  if not to then return link.content end
  link.target = names.up(path) .. to .. fragment
  return link
end

-- Links, and names of files that become links. A paragraph's folders are
-- remembered, for the names after them.
local function link_names(path)
  local folders = {}
  local function to(found, content)
    table.insert(folders, names.folder(found))
    return pandoc.Link(content, names.up(path) .. names.page(found))
  end
  local function forget() folders = {} end
  return {
    traverse = 'topdown',
    Para = forget,
    Plain = forget,
    Header = function(header) return header, false end,
    Link = function(link) return follow(path, link) or link, false end,
    Code = function(code)
      local folder = code.text:match('^(.+)/$')
      folder = folder and names.find_folder(path, folder)
      if folder then
        table.insert(folders, folder)
        return pandoc.Link({code}, names.up(path) .. names.page(folder)), false
      end
      local found = names.find(path, code.text, folders)
      if found then return to(found, {code}), false end
    end,
    Str = function(str)
      local before, name, after = split_name(str.text)
      local found = name and names.find(path, name, folders)
      if found then
        return {pandoc.Str(before), to(found, {pandoc.Str(name)}),
                pandoc.Str(after)}, false
      end
    end,
  }
end

-- A table is moved within its own box, too. The corner of one whose rows have
-- titles is empty, and no title.
local function wide(count)
  return function(tab)
    count = count + 1
    local html = pandoc.write(pandoc.Pandoc {tab}, 'html')
    return pandoc.RawBlock('html', '<div class="wide" tabindex="0" ' ..
      'role="region" aria-label="table ' .. count .. '">' ..
      html:gsub('<th[^>]*></th>', '<td></td>') .. '</div>')
  end
end

-- A picture that was drawn by a program of the chapter comes first under the
-- heading "The picture"; see pictures in book.sh.
local function picture(text)
  return function(header)
    local drawn = names.folder(text.path) .. '/picture.html'
    local file = pandoc.utils.stringify(header) == 'The picture' and
      io.open(os.getenv('BOOK_OUT') .. '/' .. drawn)
    if not file then return nil end
    local html = file:read('a')
    file:close()
    return {header, pandoc.RawBlock('html', html)}
  end
end

-- Headings have the anchors that GitHub gives them: letters and digits of the
-- title, "-" for each blank, and a number behind one that was there before.
local function name_headings(text)
  local seen = {}
  text.doc = text.doc:walk {Header = function(header)
    local name = pandoc.text.lower(pandoc.utils.stringify(header))
    name = name:gsub('[%c!-,./:-@%[\\%]^`{-~]', ''):gsub(' ', '-')
    local n = seen[name]
    seen[name] = (n or 0) + 1
    header.identifier = n and name .. '-' .. n or name
    return header
  end}
end

-- The body of a text's page. Also sets text.sections and text.html.
function blocks.html(text)
  name_headings(text)
  text.sections = blocks.sections(text)
  local doc = text.doc:walk(link_names(text.path))
  doc = doc:walk {CodeBlock = code_block(text.path), Table = wide(0),
                  Header = picture(text)}
  text.html = blocks.scrollable(pandoc.write(doc, 'html'))
  return text.html
end

-- The sections of a text: where each is, its title, and its words.
function blocks.sections(text)
  if text.sections then return text.sections end
  local list, at = {}, nil
  for _, block in ipairs(text.doc.blocks) do
    if block.t == 'Header' then
      local title = pandoc.utils.stringify(block)
      at = {id = block.identifier, level = block.level, name = title,
            href = names.page(text.path) .. '#' .. block.identifier,
            title = block.level == 1 and title or text.title .. ': ' .. title,
            blocks = {}}
      table.insert(list, at)
    elseif at then
      table.insert(at.blocks, block)
    end
  end
  for _, section in ipairs(list) do
    section.text = pandoc.write(pandoc.Pandoc(section.blocks), 'plain')
  end
  return list
end

-- A source without colours, each line of which can be linked to.
function blocks.plain_source(text)
  local lines, n = {}, 0
  for line in text:gsub('\n?$', '\n'):gmatch('(.-)\n') do
    n = n + 1
    table.insert(lines, '<span id="L-' .. n .. '"></span>' ..
      blocks.escape(line))
  end
  return '<pre class="plain">' .. table.concat(lines, '\n') .. '</pre>'
end

return blocks
