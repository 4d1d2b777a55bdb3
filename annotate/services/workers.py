"""Processes that share some work, each at the end of a pipe of its own.

Nothing else joins them to this one: no thread, no semaphore that a machine may be short of, and a
process that ends is heard of by the end of its pipe.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe, get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from annotate.core.errors import AnnotateError

Question = TypeVar("Question")
Answer = TypeVar("Answer")


@contextmanager
def workers(
    answer: Callable[[Question], Answer], processes: int, error: AnnotateError
) -> Iterator["Workers[Question, Answer]"]:
    """At most so many processes that answer questions; they are ended with the block.

    The error is what is raised in it where one cannot be started, or ends by itself.
    """
    shared = Workers(answer, processes, error)
    try:
        yield shared
    finally:
        shared.end()


class Workers(Generic[Question, Answer]):
    """Questions are answered in the order in which they were asked, by whoever is idle."""

    def __init__(
        self, answer: Callable[[Question], Answer], processes: int, error: AnnotateError
    ) -> None:
        self._answer, self._most, self._error = answer, processes, error
        self._started: list[BaseProcess] = []
        self._idle: list[Connection] = []
        self._asked: dict[Connection, _Task[Question, Answer]] = {}
        self._waiting: deque[_Task[Question, Answer]] = deque()
        self._tasks: deque[_Task[Question, Answer]] = deque()

    def __len__(self) -> int:
        """How many questions there are whose answers were not fetched."""
        return len(self._tasks)

    def ask(self, question: Question) -> None:
        """Have a question answered as soon as somebody is idle."""
        task: _Task[Question, Answer] = _Task(question)
        self._tasks.append(task)
        self._waiting.append(task)
        self._turn(0)

    def fetch(self) -> Answer:
        """The next answer in the order of questions; what went wrong there is raised."""
        task = self._tasks.popleft()
        while not task.answers:
            self._turn(None)
        (answer,) = task.answers
        return _known(answer)

    def everyone(self, question: Question) -> list[Answer]:
        """The answers of all processes there may be, which are started; nobody is at work yet."""
        try:
            while len(self._started) < self._most:
                self._idle.append(self._start())
            for pipe in self._idle:
                pipe.send(question)
            answers = [pipe.recv() for pipe in self._idle]
        except (OSError, EOFError) as error:
            raise self._error from error
        return [_known(answer) for answer in answers]  # an OSError there is none of the pipe's

    def end(self) -> None:
        """End whoever was started, whatever they are at."""
        for process in self._started:
            process.kill()  # who started this one may have it deaf to being terminated
        for process in self._started:
            process.join()
        for pipe in (*self._idle, *self._asked):
            pipe.close()

    def _turn(self, seconds: float | None) -> None:
        """Take what was answered, wait for something if there is to be, and hand on."""
        try:
            for pipe in wait(self._asked, seconds):
                self._take(pipe)  # type: ignore[arg-type]  # only connections are waited for
            while self._waiting and (self._idle or len(self._started) < self._most):
                self._hand_on()
        except (OSError, EOFError) as error:
            raise self._error from error

    def _take(self, pipe: Connection) -> None:
        self._asked[pipe].answers.append(pipe.recv())
        del self._asked[pipe]
        self._idle.append(pipe)

    def _hand_on(self) -> None:
        pipe = self._idle.pop() if self._idle else self._start()
        self._asked[pipe] = task = self._waiting.popleft()
        pipe.send(task.question)

    def _start(self) -> Connection:
        ours, theirs = Pipe()
        process = get_context("spawn").Process(target=_work, args=(theirs,), daemon=True)
        with theirs, _deaf():
            process.start()
        self._started.append(process)
        ours.send(self._answer)
        return ours


class _Task(Generic[Question, Answer]):
    """A question, and its answer once there is one."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.answers: list[Answer | _Failed] = []


class _Failed:
    """What went wrong as a question was answered."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def _known(answer: Answer | _Failed) -> Answer:
    """An answer; what went wrong there is raised."""
    if isinstance(answer, _Failed):
        raise answer.error
    return answer


@contextmanager
def _deaf() -> Iterator[None]:
    """A process that is started meanwhile never hears Ctrl-C, which is for who started it."""
    resource_tracker.ensure_running()  # else it starts now, and has this one hear again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection) -> None:
    """Answer what is asked until nobody asks any more, or there is no room to.

    Whatever else ends this one (an answer that cannot be sent) is told by who asked, in one line.
    """
    with suppress(Exception):
        answer = pipe.recv()
        while True:
            pipe.send(_answered(answer, pipe.recv()))


def _answered(answer: Callable[[Question], Answer], question: Question) -> Answer | _Failed:
    try:
        return answer(question)
    except MemoryError:
        raise
    except Exception as error:  # it is raised where the answer is fetched
        return _Failed(error)
