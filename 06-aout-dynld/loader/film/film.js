// film.js - shows one frame of the film at a time: by keys, buttons, a slider.

(function () {
    const film = document.querySelector('.film');
    const frames = film.querySelectorAll('.frame');
    const bar = document.createElement('div');
    bar.className = 'bar';
    bar.innerHTML =
        '<button type="button" data-step="-1">Back</button>' +
        '<button type="button" data-play>Play</button>' +
        '<button type="button" data-step="1">Next</button>' +
        '<input type="range" min="0" value="0" aria-label="Frame">' +
        '<span role="status"></span>' +
        '<span class="keys">Keys: left, right, Home, End; p plays</span>';
    const slider = bar.querySelector('input');
    const play = bar.querySelector('[data-play]');
    let at = 0, timer = null;

    function show(n) {
        at = Math.max(0, Math.min(n, frames.length - 1));
        frames.forEach((frame, i) => { frame.hidden = i !== at; });
        slider.value = at;
        bar.querySelector('[role=status]').textContent =
            (at + 1) + ' of ' + frames.length;
    }

    function stop() {
        clearInterval(timer);
        timer = null;
        play.textContent = 'Play';
    }

    function start() {
        if (at === frames.length - 1)
            show(0);
        play.textContent = 'Stop';
        timer = setInterval(() => {
            show(at + 1);
            if (at === frames.length - 1)
                stop();
        }, 1500);
    }

    const keys = {
        ArrowRight: () => show(at + 1),
        ArrowLeft: () => show(at - 1),
        Home: () => show(0),
        End: () => show(frames.length - 1),
        p: () => timer === null ? start() : stop(),
    };

    slider.max = frames.length - 1;
    slider.oninput = () => show(Number(slider.value));
    play.onclick = keys.p;
    bar.querySelectorAll('[data-step]').forEach((button) => {
        button.onclick = () => show(at + Number(button.dataset.step));
    });
    // In a field the keys are the field's own; the slider moves by itself.
    document.addEventListener('keydown', (event) => {
        const field = event.target.tagName === 'INPUT';
        if (!field && !event.ctrlKey && !event.metaKey && !event.altKey &&
            keys[event.key] !== undefined) {
            event.preventDefault();
            keys[event.key]();
        }
    });
    film.prepend(bar);
    show(0);
})();
