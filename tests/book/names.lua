-- names.lua - the files of the book, and what a name in a text stands for.

local names = {
  files = {},    -- [path] = true
  folders = {},  -- [path] = {names of what is in it}
  texts = {},    -- paths, in order
  sources = {},  -- paths, in order
  alike = {},    -- [chapter .. '/' .. last part of a name] = {paths}
}

function names.folder(path)
  return path:match('^(.*)/[^/]*$') or ''
end

-- The first part of a path, if that is a chapter.
function names.chapter(path)
  return path:match('^(%d%d%-[^/]*)/')
end

function names.is_text(path)
  return names.files[path] and path:match('%.md$') ~= nil
end

-- join('a/b', '../c') is 'a/c'. Returns nil for what leads out of the top.
function names.join(folder, name)
  local parts = {}
  for part in (folder .. '/' .. name):gmatch('[^/]+') do
    if part == '..' then
      if #parts == 0 then return nil end
      table.remove(parts)
    elseif part ~= '.' then
      table.insert(parts, part)
    end
  end
  return table.concat(parts, '/')
end

-- The page of a file or a folder, seen from the top; nil if it has none.
function names.page(path)
  if not path then return nil end
  if path == 'README.md' or path == '' then return 'index.html' end
  if names.is_text(path) then return (path:gsub('%.md$', '.html')) end
  if names.files[path] then return path .. '.html' end
  if names.files[path .. '/README.md'] then return path .. '/README.html' end
  if names.folders[path] then return path .. '/index.html' end
  return nil
end

-- What leads from one page to the top: '../' for each folder.
function names.up(path)
  return (path:gsub('[^/]*$', ''):gsub('[^/]+/', '../'))
end

-- How texts are sorted: the top first, then folder by folder, README.md before
-- the others and before the folders that are deeper.
local function key(path)
  local folder, name = names.folder(path), path:match('[^/]*$')
  return folder .. '\1' .. (name == 'README.md' and '' or name)
end

local function add_folder(path)
  local folder, name = names.folder(path), path:match('[^/]*$')
  if folder ~= '' and not names.folders[folder] then
    names.folders[folder] = {}
    add_folder(folder)
  end
  if folder ~= '' then table.insert(names.folders[folder], name) end
end

function names.read(list)
  for path in io.lines(list) do
    names.files[path] = true
    table.insert(path:match('%.md$') and names.texts or names.sources, path)
    add_folder(path)
    local chapter = names.chapter(path)
    if chapter and not path:match('/exercises/') then
      local short = chapter .. '/' .. path:match('[^/]*$')
      names.alike[short] = names.alike[short] or {}
      table.insert(names.alike[short], path)
    end
  end
  table.sort(names.texts, function(a, b) return key(a) < key(b) end)
end

-- The file that is called name in the text at path, or nil. folders are those
-- that were named before in the same paragraph: "loader/: read.c, header.c".
function names.find(path, name, folders)
  local chapter = names.chapter(path) or ''
  for _, from in ipairs {names.folder(path), chapter, ''} do
    local found = names.join(from, name)
    if found and names.files[found] then return found end
  end
  if name:match('/') then return nil end
  for i = #folders, 1, -1 do
    local found = names.join(folders[i], name)
    if names.files[found] then return found end
  end
  local alike = names.alike[chapter .. '/' .. name]
  return alike and #alike == 1 and alike[1] or nil
end

-- The folder that is called name, without the slash at its end; or nil.
function names.find_folder(path, name)
  for _, from in ipairs {names.folder(path), names.chapter(path) or '', ''} do
    local found = names.join(from, name)
    if found and names.folders[found] then return found end
  end
  return nil
end

return names
