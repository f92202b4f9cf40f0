"""Stage: releases."""
