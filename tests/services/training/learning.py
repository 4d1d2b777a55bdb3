"""What a project teaches."""

from annotate.services.project import Project
from annotate.services.training.train import Training, train


def learn(project: Project) -> Training:
    return train(project, processes=1)
