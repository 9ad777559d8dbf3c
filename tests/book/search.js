// search.js - finds the sections that have every word, without a server.
//
// The files index-*.js call found.add(); found.show() reads what is searched
// for out of the page's address.

const found = {
    sections: [],

    add(href, title, text) {
        this.sections.push({href, title, text, lower: text.toLowerCase()});
    },

    // Those that have all words: first those that have them in their titles,
    // then those that have the words as one text.
    search(query) {
        const whole = query.toLowerCase();
        const words = whole.split(/\s+/).filter((word) => word !== '');
        const hits = [];
        for (const section of this.sections) {
            const title = section.title.toLowerCase();
            if (!words.every((word) => section.lower.includes(word) ||
                                       title.includes(word)))
                continue;
            const inTitle = words.filter((word) => title.includes(word)).length;
            const asOne = section.lower.includes(whole) ? words.length : 0;
            hits.push({section, worth: 2 * inTitle + asOne});
        }
        return hits.sort((a, b) => b.worth - a.worth)
            .map((hit) => hit.section);
    },

    // The words around the first one that was found.
    around(section, query) {
        const words = query.toLowerCase().split(/\s+/);
        const places = words.map((word) => section.lower.indexOf(word))
            .filter((place) => place >= 0);
        const from = Math.max(0, Math.min(...places, 1e9) - 60);
        return section.text.substr(from, 200);
    },

    item(section, query) {
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = section.href;
        link.textContent = section.title;
        const words = document.createElement('p');
        words.textContent = this.around(section, query);
        item.append(link, words);
        return item;
    },

    show() {
        const query =
            (new URLSearchParams(location.search).get('q') || '').trim();
        const said = document.getElementById('said');
        const results = document.getElementById('results');
        document.querySelector('input[name=q]').value = query;
        if (query === '') {
            said.textContent = 'All that the book has:';
            return;
        }
        const hits = this.search(query);
        said.textContent = hits.length + ' sections have: ' + query;
        results.replaceChildren(
            ...hits.slice(0, 50).map((hit) => this.item(hit, query)));
    },
};
