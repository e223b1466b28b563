'use strict';

(() => {
  const [PARENT, NAME, MODE, OWNER, SIZE, MARKS, MORE] = [0, 1, 2, 3, 4, 5, 6]; // as TreeData writes them

  // More rows than this would make a page slow that shows a folder of many thousand files.
  const ROWS_AT_ONCE = 500;
  const HITS_OPENED = 200;
  const TYPING_PAUSE = 80;

  // The same characters as HiddenCharacter has on the side of Java.
  const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0\uFE00-\uFE0F]|(?! )\p{Zs}/gu;

  const data = JSON.parse(document.getElementById('data').textContent);
  const rows = data.files;
  const marks = data.marks.map(text => text.split(' ').filter(mark => mark !== ''));
  const gone = marks.map(all => data.kind === 'image' && all.length > 0 && all[all.length - 1][0] === '-');
  const children = rows.map(() => []);
  const top = [];
  const totals = new Float64Array(rows.length);
  const keep = new Uint8Array(rows.length);
  const hit = new Uint8Array(rows.length);
  let paths = null;
  let opened = new Set();
  let current = null;

  const [tree, search, filter, order, status] =
    ['tree', 'search', 'filter', 'order', 'status'].map(id => document.getElementById(id));

  const childrenOf = index => index < 0 ? top : children[index];

  // A folder stands before what lies in it, so that from the end all sums are complete when they are added.
  function link() {
    rows.forEach((row, index) => childrenOf(row[PARENT]).push(index));
    for (let i = rows.length - 1; i >= 0; i--) {
      totals[i] += gone[rows[i][MARKS]] ? 0 : rows[i][SIZE];
      if (rows[i][PARENT] >= 0) {
        totals[rows[i][PARENT]] += totals[i];
      }
    }
  }

  const isFolder = index => data.modes[rows[index][MODE]][0] === 'd' || children[index].length > 0;

  function codeOf(character) {
    return 'U+' + character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
  }

  function appendText(parent, text) {
    let end = 0;
    for (const match of text.matchAll(HIDDEN)) {
      const code = element('span', 'hidden', codeOf(match[0]));
      parent.append(text.slice(end, match.index), code);
      end = match.index + match[0].length;
    }
    parent.append(text.slice(end));
    return parent;
  }

  const spoken = text => text.replace(HIDDEN, codeOf);

  function element(tag, style, text = '') {
    const made = document.createElement(tag);
    made.className = style;
    made.textContent = text;
    return made;
  }

  function sizeOf(bytes) {
    if (bytes < 1000) {
      return bytes + ' B';
    }
    const units = ['kB', 'MB', 'GB', 'TB'];
    let value = bytes / 1000;
    let unit = 0;
    while (value >= 999.95 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return value.toFixed(1) + ' ' + units[unit];
  }

  const count = number => number.toLocaleString('en');

  // Which rows are shown.

  function accepted(value) {
    return marks.map((all, index) => {
      switch (value) {
        case '': return !gone[index] && !all.includes('t');
        case 'gone': return gone[index];
        case 'wasted': return true;
        default: return all.some(mark => mark === value || mark.slice(1) === value);
      }
    });
  }

  function lowerPaths() {
    const made = [];
    rows.forEach(row => made.push((row[PARENT] < 0 ? '' : made[row[PARENT]]) + '/' + row[NAME].toLowerCase()));
    return made;
  }

  // A match must reach into the last name: what lies in a folder that matches is shown, but is no hit.
  function matches(index, text) {
    paths ??= lowerPaths();
    const path = paths[index];
    const at = path.lastIndexOf(text);
    return at >= 0 && at + text.length > path.length - rows[index][NAME].length;
  }

  function choose() {
    const text = search.value.trim().toLowerCase();
    const value = filter.value;
    const accepts = accepted(value);
    const below = new Uint8Array(rows.length);
    const hits = [];
    keep.fill(0);
    hit.fill(0);
    rows.forEach((row, index) => {
      const wanted = accepts[row[MARKS]] && (value !== 'wasted' || row[MORE]?.w > 0);
      const found = text === '' || matches(index, text);
      below[index] = found || (row[PARENT] >= 0 && below[row[PARENT]]) ? 1 : 0;
      keep[index] = wanted && below[index] ? 1 : 0;
      if (wanted && found) {
        hit[index] = text === '' ? 0 : 1;
        hits.push(index);
      }
    });
    for (let i = rows.length - 1; i >= 0; i--) {
      if (keep[i] && rows[i][PARENT] >= 0) {
        keep[rows[i][PARENT]] = 1;
      }
    }
    openFor(text === '' && value === '' && data.kind === 'image' ? [] : hits);
    status.textContent = text === '' && value === ''
      ? count(hits.length) + (hits.length === 1 ? ' path' : ' paths')
      : count(hits.length) + ' of ' + count(rows.length) + ' paths';
  }

  function openFor(hits) {
    opened = new Set();
    for (const index of hits.slice(0, HITS_OPENED)) {
      for (let up = rows[index][PARENT]; up >= 0 && !opened.has(up); up = rows[up][PARENT]) {
        opened.add(up);
      }
    }
  }

  // Rows: all that are visible are children of the list, one after the other, with their levels.

  function kept(parent) {
    const shown = childrenOf(parent).filter(index => keep[index]);
    return order.value === 'size' ? shown.sort((a, b) => totals[b] - totals[a]) : shown;
  }

  function appendRows(target, parent, level, from = 0) {
    const all = kept(parent);
    const end = Math.min(all.length, from + ROWS_AT_ONCE);
    for (let i = from; i < end; i++) {
      target.append(makeRow(all[i], level, i + 1, all.length));
      if (opened.has(all[i])) {
        appendRows(target, all[i], level + 1);
      }
    }
    if (end < all.length) {
      target.append(makeMore(parent, level, end, all.length));
    }
    return target;
  }

  function makeItem(level, position, size) {
    const item = element('li', 'row');
    const attributes = { role: 'treeitem', 'aria-level': level, 'aria-posinset': position, 'aria-setsize': size };
    Object.entries(attributes).forEach(([name, value]) => item.setAttribute(name, value));
    item.tabIndex = -1;
    item.style.setProperty('--level', level - 1);
    return item;
  }

  function makeRow(index, level, position, size) {
    const row = rows[index];
    const more = row[MORE] ?? {};
    const mode = data.modes[row[MODE]];
    const bytes = isFolder(index) ? totals[index] : row[SIZE];
    const item = makeItem(level, position, size);
    item.dataset.index = index;
    item.classList.toggle('folder', isFolder(index));
    item.classList.toggle('gone', gone[row[MARKS]]);
    item.classList.toggle('hit', hit[index] === 1);
    const name = item.appendChild(element('span', 'name'));
    appendText(name.appendChild(document.createElement('bdi')), row[NAME]);
    if (more.t !== undefined) {
      appendText(name.appendChild(element('span', 'target', ' → ')), more.t);
    }
    const notes = [more.n, more.w > 0 ? sizeOf(more.w) + ' wasted' : undefined].filter(note => note !== undefined);
    if (notes.length > 0) {
      appendText(name.appendChild(element('span', 'notes')), notes.join('; '));
    }
    item.append(element('span', 'mode', mode));
    const owner = appendText(item.appendChild(element('span', 'owner')), data.owners[row[OWNER]]);
    owner.title = spoken(data.owners[row[OWNER]]);
    item.appendChild(element('span', 'size', bytes > 0 || mode[0] === '-' ? sizeOf(bytes) : '')).title = count(bytes) + ' bytes';
    item.append(makeMarks(row[MARKS]));
    item.setAttribute('aria-label', describe(index, bytes, notes));
    if (isFolder(index)) {
      item.setAttribute('aria-expanded', opened.has(index));
    }
    return item;
  }

  const STYLES = { '+': 'added', '~': 'changed', '-': 'deleted', t: 'small' };
  const WORDS = { '+': 'added', '~': 'changed', '-': data.kind === 'image' ? 'deleted' : 'removed', t: 'another time' };

  function makeMarks(number) {
    const cell = element('span', 'marks');
    for (const mark of marks[number]) {
      const text = data.kind === 'image' ? mark.replace('-', '−') : WORDS[mark];
      cell.append(element('span', STYLES[mark[0]], text), ' ');
    }
    return cell;
  }

  function describe(index, bytes, notes) {
    const row = rows[index];
    const target = row[MORE]?.t;
    const parts = [row[NAME], isFolder(index) ? 'folder' : target !== undefined ? 'link to ' + target : 'file'];
    parts.push(data.modes[row[MODE]], data.owners[row[OWNER]], sizeOf(bytes), ...notes);
    for (const mark of marks[row[MARKS]]) {
      parts.push(WORDS[mark[0]] + (mark.length > 1 ? ' by layer ' + mark.slice(1) : ''));
    }
    return spoken(parts.join(', '));
  }

  function makeMore(parent, level, from, size) {
    const item = makeItem(level, from + 1, size);
    item.classList.add('more');
    item.dataset.parent = parent;
    item.dataset.from = from;
    item.append(element('span', 'name', 'Show more, ' + count(size - from) + ' are left'));
    return item;
  }

  function render() {
    tree.replaceChildren(appendRows(document.createDocumentFragment(), -1, 1));
    current = null;
    moveTo(tree.firstElementChild, false);
  }

  function refresh() {
    choose();
    render();
    tree.scrollTop = 0;
  }

  // Moving about.

  const levelOf = item => Number(item.getAttribute('aria-level'));

  function moveTo(item, focus = true) {
    if (item) {
      current?.setAttribute('tabindex', -1);
      current = item;
      current.tabIndex = 0;
      if (focus) {
        current.focus({ preventScroll: true });
        current.scrollIntoView({ block: 'nearest' });
      }
    }
  }

  function open(item) {
    const fragment = document.createDocumentFragment();
    opened.add(Number(item.dataset.index));
    item.setAttribute('aria-expanded', 'true');
    item.after(appendRows(fragment, Number(item.dataset.index), levelOf(item) + 1));
  }

  function close(item) {
    opened.delete(Number(item.dataset.index));
    item.setAttribute('aria-expanded', 'false');
    let next = item.nextElementSibling;
    while (next !== null && levelOf(next) > levelOf(item)) {
      const after = next.nextElementSibling;
      next.remove();
      next = after;
    }
  }

  function showMore(item) {
    const fragment = document.createDocumentFragment();
    appendRows(fragment, Number(item.dataset.parent), levelOf(item), Number(item.dataset.from));
    const first = fragment.firstElementChild;
    item.replaceWith(fragment);
    current = null;
    moveTo(first);
  }

  function activate(item) {
    if (item.classList.contains('more')) {
      showMore(item);
    } else if (item.getAttribute('aria-expanded') === 'true') {
      close(item);
    } else if (item.getAttribute('aria-expanded') === 'false') {
      open(item);
    }
  }

  function goIn(item) {
    if (item.getAttribute('aria-expanded') === 'false') {
      open(item);
    } else if (item.getAttribute('aria-expanded') === 'true' && item.nextElementSibling !== null
        && levelOf(item.nextElementSibling) > levelOf(item)) {
      moveTo(item.nextElementSibling);
    }
  }

  function goOut(item) {
    if (item.getAttribute('aria-expanded') === 'true') {
      close(item);
      return;
    }
    let up = item.previousElementSibling;
    while (up !== null && levelOf(up) >= levelOf(item)) {
      up = up.previousElementSibling;
    }
    moveTo(up);
  }

  function goToLetter(item, letter) {
    const items = [...tree.children];
    const start = items.indexOf(item) + 1;
    moveTo([...items.slice(start), ...items.slice(0, start)].find(next =>
      next.dataset.index !== undefined && rows[next.dataset.index][NAME].toLowerCase().startsWith(letter)));
  }

  const KEYS = {
    ArrowDown: item => moveTo(item.nextElementSibling),
    ArrowUp: item => moveTo(item.previousElementSibling),
    ArrowRight: goIn,
    ArrowLeft: goOut,
    Home: () => moveTo(tree.firstElementChild),
    End: () => moveTo(tree.lastElementChild),
    Enter: activate,
    ' ': activate,
  };

  function onKey(event) {
    const item = event.target.closest('[role=treeitem]');
    if (item === null || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    if (Object.hasOwn(KEYS, event.key)) {
      KEYS[event.key](item);
      event.preventDefault();
    } else if (event.key.length === 1) {
      goToLetter(item, event.key.toLowerCase());
    }
  }

  function start() {
    let typing = 0;
    document.getElementById('browser').hidden = false;
    link();
    refresh();
    search.addEventListener('input', () => {
      clearTimeout(typing);
      typing = setTimeout(refresh, TYPING_PAUSE);
    });
    search.addEventListener('keydown', event => {
      if (event.key === 'ArrowDown') {
        moveTo(tree.firstElementChild);
        event.preventDefault();
      }
    });
    filter.addEventListener('change', refresh);
    order.addEventListener('change', render);
    tree.addEventListener('keydown', onKey);
    tree.addEventListener('click', event => {
      const item = event.target.closest('[role=treeitem]');
      if (item !== null) {
        moveTo(item);
        activate(item);
      }
    });
    for (const link of document.querySelectorAll('a[data-filter]')) {
      link.addEventListener('click', () => {
        search.value = '';
        filter.value = link.dataset.filter;
        refresh();
      });
    }
  }

  start();
})();
